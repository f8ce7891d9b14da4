/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "./protobuf-runtime.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["millrace"] || ($protobuf.roots["millrace"] = {});

export const millrace = $root.millrace = (() => {

    /**
     * Namespace millrace.
     * @exports millrace
     * @namespace
     */
    const millrace = {};

    /**
     * ErrorCode enum.
     * @name millrace.ErrorCode
     * @enum {number}
     * @property {number} NONE=0 NONE value
     * @property {number} OFFSET_OUT_OF_RANGE=1 OFFSET_OUT_OF_RANGE value
     * @property {number} CORRUPT_MESSAGE=2 CORRUPT_MESSAGE value
     * @property {number} UNKNOWN_TOPIC_OR_PARTITION=3 UNKNOWN_TOPIC_OR_PARTITION value
     * @property {number} LEADER_NOT_AVAILABLE=5 LEADER_NOT_AVAILABLE value
     * @property {number} NOT_LEADER_OR_FOLLOWER=6 NOT_LEADER_OR_FOLLOWER value
     * @property {number} REQUEST_TIMED_OUT=7 REQUEST_TIMED_OUT value
     * @property {number} MESSAGE_TOO_LARGE=10 MESSAGE_TOO_LARGE value
     * @property {number} INVALID_TOPIC_EXCEPTION=17 INVALID_TOPIC_EXCEPTION value
     * @property {number} RECORD_LIST_TOO_LARGE=18 RECORD_LIST_TOO_LARGE value
     * @property {number} NOT_ENOUGH_REPLICAS=19 NOT_ENOUGH_REPLICAS value
     * @property {number} NOT_ENOUGH_REPLICAS_AFTER_APPEND=20 NOT_ENOUGH_REPLICAS_AFTER_APPEND value
     * @property {number} INVALID_REQUIRED_ACKS=21 INVALID_REQUIRED_ACKS value
     * @property {number} TOPIC_ALREADY_EXISTS=36 TOPIC_ALREADY_EXISTS value
     * @property {number} INVALID_PARTITIONS=37 INVALID_PARTITIONS value
     * @property {number} INVALID_REPLICATION_FACTOR=38 INVALID_REPLICATION_FACTOR value
     * @property {number} INVALID_REPLICA_ASSIGNMENT=39 INVALID_REPLICA_ASSIGNMENT value
     * @property {number} INVALID_CONFIG=40 INVALID_CONFIG value
     * @property {number} INVALID_REQUEST=42 INVALID_REQUEST value
     * @property {number} OUT_OF_ORDER_SEQUENCE_NUMBER=45 OUT_OF_ORDER_SEQUENCE_NUMBER value
     * @property {number} DUPLICATE_SEQUENCE_NUMBER=46 DUPLICATE_SEQUENCE_NUMBER value
     * @property {number} INVALID_PRODUCER_EPOCH=47 INVALID_PRODUCER_EPOCH value
     * @property {number} UNKNOWN_PRODUCER_ID=59 UNKNOWN_PRODUCER_ID value
     * @property {number} FETCH_SESSION_ID_NOT_FOUND=70 FETCH_SESSION_ID_NOT_FOUND value
     * @property {number} INVALID_FETCH_SESSION_EPOCH=71 INVALID_FETCH_SESSION_EPOCH value
     * @property {number} FENCED_LEADER_EPOCH=74 FENCED_LEADER_EPOCH value
     * @property {number} UNKNOWN_LEADER_EPOCH=75 UNKNOWN_LEADER_EPOCH value
     * @property {number} STALE_BROKER_EPOCH=77 STALE_BROKER_EPOCH value
     * @property {number} OFFSET_NOT_AVAILABLE=78 OFFSET_NOT_AVAILABLE value
     * @property {number} PREFERRED_LEADER_NOT_AVAILABLE=80 PREFERRED_LEADER_NOT_AVAILABLE value
     * @property {number} ELIGIBLE_LEADERS_NOT_AVAILABLE=83 ELIGIBLE_LEADERS_NOT_AVAILABLE value
     * @property {number} ELECTION_NOT_NEEDED=84 ELECTION_NOT_NEEDED value
     * @property {number} NO_REASSIGNMENT_IN_PROGRESS=85 NO_REASSIGNMENT_IN_PROGRESS value
     * @property {number} INVALID_RECORD=87 INVALID_RECORD value
     * @property {number} INVALID_UPDATE_VERSION=95 INVALID_UPDATE_VERSION value
     * @property {number} DUPLICATE_BROKER_REGISTRATION=101 DUPLICATE_BROKER_REGISTRATION value
     * @property {number} INELIGIBLE_REPLICA=107 INELIGIBLE_REPLICA value
     * @property {number} NEW_LEADER_ELECTED=108 NEW_LEADER_ELECTED value
     * @property {number} ENDPOINT_DIED=10000 ENDPOINT_DIED value
     * @property {number} STORAGE_FULL=10001 STORAGE_FULL value
     * @property {number} METADATA_FULL=10002 METADATA_FULL value
     * @property {number} CLOSING=10003 CLOSING value
     * @property {number} ACTOR_STOPPED=10004 ACTOR_STOPPED value
     * @property {number} TOO_MANY_HOLDS=10005 TOO_MANY_HOLDS value
     */
    millrace.ErrorCode = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "NONE"] = 0;
        values[valuesById[1] = "OFFSET_OUT_OF_RANGE"] = 1;
        values[valuesById[2] = "CORRUPT_MESSAGE"] = 2;
        values[valuesById[3] = "UNKNOWN_TOPIC_OR_PARTITION"] = 3;
        values[valuesById[5] = "LEADER_NOT_AVAILABLE"] = 5;
        values[valuesById[6] = "NOT_LEADER_OR_FOLLOWER"] = 6;
        values[valuesById[7] = "REQUEST_TIMED_OUT"] = 7;
        values[valuesById[10] = "MESSAGE_TOO_LARGE"] = 10;
        values[valuesById[17] = "INVALID_TOPIC_EXCEPTION"] = 17;
        values[valuesById[18] = "RECORD_LIST_TOO_LARGE"] = 18;
        values[valuesById[19] = "NOT_ENOUGH_REPLICAS"] = 19;
        values[valuesById[20] = "NOT_ENOUGH_REPLICAS_AFTER_APPEND"] = 20;
        values[valuesById[21] = "INVALID_REQUIRED_ACKS"] = 21;
        values[valuesById[36] = "TOPIC_ALREADY_EXISTS"] = 36;
        values[valuesById[37] = "INVALID_PARTITIONS"] = 37;
        values[valuesById[38] = "INVALID_REPLICATION_FACTOR"] = 38;
        values[valuesById[39] = "INVALID_REPLICA_ASSIGNMENT"] = 39;
        values[valuesById[40] = "INVALID_CONFIG"] = 40;
        values[valuesById[42] = "INVALID_REQUEST"] = 42;
        values[valuesById[45] = "OUT_OF_ORDER_SEQUENCE_NUMBER"] = 45;
        values[valuesById[46] = "DUPLICATE_SEQUENCE_NUMBER"] = 46;
        values[valuesById[47] = "INVALID_PRODUCER_EPOCH"] = 47;
        values[valuesById[59] = "UNKNOWN_PRODUCER_ID"] = 59;
        values[valuesById[70] = "FETCH_SESSION_ID_NOT_FOUND"] = 70;
        values[valuesById[71] = "INVALID_FETCH_SESSION_EPOCH"] = 71;
        values[valuesById[74] = "FENCED_LEADER_EPOCH"] = 74;
        values[valuesById[75] = "UNKNOWN_LEADER_EPOCH"] = 75;
        values[valuesById[77] = "STALE_BROKER_EPOCH"] = 77;
        values[valuesById[78] = "OFFSET_NOT_AVAILABLE"] = 78;
        values[valuesById[80] = "PREFERRED_LEADER_NOT_AVAILABLE"] = 80;
        values[valuesById[83] = "ELIGIBLE_LEADERS_NOT_AVAILABLE"] = 83;
        values[valuesById[84] = "ELECTION_NOT_NEEDED"] = 84;
        values[valuesById[85] = "NO_REASSIGNMENT_IN_PROGRESS"] = 85;
        values[valuesById[87] = "INVALID_RECORD"] = 87;
        values[valuesById[95] = "INVALID_UPDATE_VERSION"] = 95;
        values[valuesById[101] = "DUPLICATE_BROKER_REGISTRATION"] = 101;
        values[valuesById[107] = "INELIGIBLE_REPLICA"] = 107;
        values[valuesById[108] = "NEW_LEADER_ELECTED"] = 108;
        values[valuesById[10000] = "ENDPOINT_DIED"] = 10000;
        values[valuesById[10001] = "STORAGE_FULL"] = 10001;
        values[valuesById[10002] = "METADATA_FULL"] = 10002;
        values[valuesById[10003] = "CLOSING"] = 10003;
        values[valuesById[10004] = "ACTOR_STOPPED"] = 10004;
        values[valuesById[10005] = "TOO_MANY_HOLDS"] = 10005;
        return values;
    })();

    millrace.PartitionId = (function() {

        /**
         * Properties of a PartitionId.
         * @typedef {Object} millrace.PartitionId.$Properties
         * @property {number|null} [topicId] PartitionId topicId
         * @property {number|null} [partition] PartitionId partition
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a PartitionId.
         * @memberof millrace
         * @interface IPartitionId
         * @augments millrace.PartitionId.$Properties
         * @deprecated Use millrace.PartitionId.$Properties instead.
         */

        /**
         * Shape of a PartitionId.
         * @typedef {millrace.PartitionId.$Properties} millrace.PartitionId.$Shape
         */

        /**
         * Constructs a new PartitionId.
         * @memberof millrace
         * @classdesc Represents a PartitionId.
         * @constructor
         * @param {millrace.PartitionId.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const PartitionId = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * PartitionId topicId.
         * @member {number} topicId
         * @memberof millrace.PartitionId
         * @instance
         */
        PartitionId.prototype.topicId = 0;

        /**
         * PartitionId partition.
         * @member {number} partition
         * @memberof millrace.PartitionId
         * @instance
         */
        PartitionId.prototype.partition = 0;

        /**
         * Creates a new PartitionId instance using the specified properties.
         * @function create
         * @memberof millrace.PartitionId
         * @static
         * @param {millrace.PartitionId.$Properties=} [properties] Properties to set
         * @returns {millrace.PartitionId} PartitionId instance
         * @type {{
         *   (properties: millrace.PartitionId.$Shape): millrace.PartitionId & millrace.PartitionId.$Shape;
         *   (properties?: millrace.PartitionId.$Properties): millrace.PartitionId;
         * }}
         */
        PartitionId.create = function(properties) {
            return new PartitionId(properties);
        };

        /**
         * Encodes the specified PartitionId message. Does not implicitly {@link millrace.PartitionId.verify|verify} messages.
         * @function encode
         * @memberof millrace.PartitionId
         * @static
         * @param {millrace.PartitionId.$Properties} message PartitionId message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        PartitionId.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.topicId);
            if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.partition);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a PartitionId message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.PartitionId
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.PartitionId & millrace.PartitionId.$Shape} PartitionId
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        PartitionId.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.PartitionId();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.topicId = value;
                        else
                            delete message.topicId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.partition = value;
                        else
                            delete message.partition;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PartitionId;
    })();

    millrace.BrokerEpoch = (function() {

        /**
         * Properties of a BrokerEpoch.
         * @typedef {Object} millrace.BrokerEpoch.$Properties
         * @property {number|null} [brokerId] BrokerEpoch brokerId
         * @property {number|null} [brokerEpoch] BrokerEpoch brokerEpoch
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a BrokerEpoch.
         * @memberof millrace
         * @interface IBrokerEpoch
         * @augments millrace.BrokerEpoch.$Properties
         * @deprecated Use millrace.BrokerEpoch.$Properties instead.
         */

        /**
         * Shape of a BrokerEpoch.
         * @typedef {millrace.BrokerEpoch.$Properties} millrace.BrokerEpoch.$Shape
         */

        /**
         * Constructs a new BrokerEpoch.
         * @memberof millrace
         * @classdesc Represents a BrokerEpoch.
         * @constructor
         * @param {millrace.BrokerEpoch.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const BrokerEpoch = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * BrokerEpoch brokerId.
         * @member {number} brokerId
         * @memberof millrace.BrokerEpoch
         * @instance
         */
        BrokerEpoch.prototype.brokerId = 0;

        /**
         * BrokerEpoch brokerEpoch.
         * @member {number} brokerEpoch
         * @memberof millrace.BrokerEpoch
         * @instance
         */
        BrokerEpoch.prototype.brokerEpoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * Creates a new BrokerEpoch instance using the specified properties.
         * @function create
         * @memberof millrace.BrokerEpoch
         * @static
         * @param {millrace.BrokerEpoch.$Properties=} [properties] Properties to set
         * @returns {millrace.BrokerEpoch} BrokerEpoch instance
         * @type {{
         *   (properties: millrace.BrokerEpoch.$Shape): millrace.BrokerEpoch & millrace.BrokerEpoch.$Shape;
         *   (properties?: millrace.BrokerEpoch.$Properties): millrace.BrokerEpoch;
         * }}
         */
        BrokerEpoch.create = function(properties) {
            return new BrokerEpoch(properties);
        };

        /**
         * Encodes the specified BrokerEpoch message. Does not implicitly {@link millrace.BrokerEpoch.verify|verify} messages.
         * @function encode
         * @memberof millrace.BrokerEpoch
         * @static
         * @param {millrace.BrokerEpoch.$Properties} message BrokerEpoch message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        BrokerEpoch.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.brokerId != null && $Object.hasOwnProperty.call(message, "brokerId") && message.brokerId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.brokerId);
            if (message.brokerEpoch != null && $Object.hasOwnProperty.call(message, "brokerEpoch") && (typeof message.brokerEpoch === "object" ? message.brokerEpoch.low || message.brokerEpoch.high : message.brokerEpoch !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.brokerEpoch);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a BrokerEpoch message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.BrokerEpoch
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.BrokerEpoch & millrace.BrokerEpoch.$Shape} BrokerEpoch
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        BrokerEpoch.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.BrokerEpoch();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.brokerId = value;
                        else
                            delete message.brokerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.brokerEpoch = value;
                        else
                            delete message.brokerEpoch;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return BrokerEpoch;
    })();

    millrace.RegisterBrokerRequest = (function() {

        /**
         * Properties of a RegisterBrokerRequest.
         * @typedef {Object} millrace.RegisterBrokerRequest.$Properties
         * @property {number|null} [brokerId] RegisterBrokerRequest brokerId
         * @property {number|null} [incarnation] RegisterBrokerRequest incarnation
         * @property {boolean|null} [hasLog] RegisterBrokerRequest hasLog
         * @property {Array.<millrace.DamagedLog.$Properties>|null} [damaged] RegisterBrokerRequest damaged
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RegisterBrokerRequest.
         * @memberof millrace
         * @interface IRegisterBrokerRequest
         * @augments millrace.RegisterBrokerRequest.$Properties
         * @deprecated Use millrace.RegisterBrokerRequest.$Properties instead.
         */

        /**
         * Shape of a RegisterBrokerRequest.
         * @typedef {millrace.RegisterBrokerRequest.$Properties} millrace.RegisterBrokerRequest.$Shape
         */

        /**
         * Constructs a new RegisterBrokerRequest.
         * @memberof millrace
         * @classdesc Represents a RegisterBrokerRequest.
         * @constructor
         * @param {millrace.RegisterBrokerRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RegisterBrokerRequest = function (properties) {
            this.damaged = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RegisterBrokerRequest brokerId.
         * @member {number} brokerId
         * @memberof millrace.RegisterBrokerRequest
         * @instance
         */
        RegisterBrokerRequest.prototype.brokerId = 0;

        /**
         * RegisterBrokerRequest incarnation.
         * @member {number} incarnation
         * @memberof millrace.RegisterBrokerRequest
         * @instance
         */
        RegisterBrokerRequest.prototype.incarnation = 0;

        /**
         * RegisterBrokerRequest hasLog.
         * @member {boolean} hasLog
         * @memberof millrace.RegisterBrokerRequest
         * @instance
         */
        RegisterBrokerRequest.prototype.hasLog = false;

        /**
         * RegisterBrokerRequest damaged.
         * @member {Array.<millrace.DamagedLog.$Properties>} damaged
         * @memberof millrace.RegisterBrokerRequest
         * @instance
         */
        RegisterBrokerRequest.prototype.damaged = $util.emptyArray;

        /**
         * Creates a new RegisterBrokerRequest instance using the specified properties.
         * @function create
         * @memberof millrace.RegisterBrokerRequest
         * @static
         * @param {millrace.RegisterBrokerRequest.$Properties=} [properties] Properties to set
         * @returns {millrace.RegisterBrokerRequest} RegisterBrokerRequest instance
         * @type {{
         *   (properties: millrace.RegisterBrokerRequest.$Shape): millrace.RegisterBrokerRequest & millrace.RegisterBrokerRequest.$Shape;
         *   (properties?: millrace.RegisterBrokerRequest.$Properties): millrace.RegisterBrokerRequest;
         * }}
         */
        RegisterBrokerRequest.create = function(properties) {
            return new RegisterBrokerRequest(properties);
        };

        /**
         * Encodes the specified RegisterBrokerRequest message. Does not implicitly {@link millrace.RegisterBrokerRequest.verify|verify} messages.
         * @function encode
         * @memberof millrace.RegisterBrokerRequest
         * @static
         * @param {millrace.RegisterBrokerRequest.$Properties} message RegisterBrokerRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RegisterBrokerRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.brokerId != null && $Object.hasOwnProperty.call(message, "brokerId") && message.brokerId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.brokerId);
            if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.incarnation);
            if (message.hasLog != null && $Object.hasOwnProperty.call(message, "hasLog") && message.hasLog !== false)
                writer.uint32(/* id 3, wireType 0 =*/24).bool(message.hasLog);
            if (message.damaged != null && message.damaged.length)
                for (let i = 0; i < message.damaged.length; ++i)
                    $root.millrace.DamagedLog.encode(message.damaged[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RegisterBrokerRequest message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.RegisterBrokerRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.RegisterBrokerRequest & millrace.RegisterBrokerRequest.$Shape} RegisterBrokerRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RegisterBrokerRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.RegisterBrokerRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.brokerId = value;
                        else
                            delete message.brokerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.incarnation = value;
                        else
                            delete message.incarnation;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.hasLog = value;
                        else
                            delete message.hasLog;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.damaged && message.damaged.length))
                            message.damaged = [];
                        message.damaged.push($root.millrace.DamagedLog.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RegisterBrokerRequest;
    })();

    millrace.DamagedLog = (function() {

        /**
         * Properties of a DamagedLog.
         * @typedef {Object} millrace.DamagedLog.$Properties
         * @property {number|null} [topicId] DamagedLog topicId
         * @property {number|null} [partition] DamagedLog partition
         * @property {number|null} [offset] DamagedLog offset
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a DamagedLog.
         * @memberof millrace
         * @interface IDamagedLog
         * @augments millrace.DamagedLog.$Properties
         * @deprecated Use millrace.DamagedLog.$Properties instead.
         */

        /**
         * Shape of a DamagedLog.
         * @typedef {millrace.DamagedLog.$Properties} millrace.DamagedLog.$Shape
         */

        /**
         * Constructs a new DamagedLog.
         * @memberof millrace
         * @classdesc Represents a DamagedLog.
         * @constructor
         * @param {millrace.DamagedLog.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const DamagedLog = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * DamagedLog topicId.
         * @member {number} topicId
         * @memberof millrace.DamagedLog
         * @instance
         */
        DamagedLog.prototype.topicId = 0;

        /**
         * DamagedLog partition.
         * @member {number} partition
         * @memberof millrace.DamagedLog
         * @instance
         */
        DamagedLog.prototype.partition = 0;

        /**
         * DamagedLog offset.
         * @member {number} offset
         * @memberof millrace.DamagedLog
         * @instance
         */
        DamagedLog.prototype.offset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * Creates a new DamagedLog instance using the specified properties.
         * @function create
         * @memberof millrace.DamagedLog
         * @static
         * @param {millrace.DamagedLog.$Properties=} [properties] Properties to set
         * @returns {millrace.DamagedLog} DamagedLog instance
         * @type {{
         *   (properties: millrace.DamagedLog.$Shape): millrace.DamagedLog & millrace.DamagedLog.$Shape;
         *   (properties?: millrace.DamagedLog.$Properties): millrace.DamagedLog;
         * }}
         */
        DamagedLog.create = function(properties) {
            return new DamagedLog(properties);
        };

        /**
         * Encodes the specified DamagedLog message. Does not implicitly {@link millrace.DamagedLog.verify|verify} messages.
         * @function encode
         * @memberof millrace.DamagedLog
         * @static
         * @param {millrace.DamagedLog.$Properties} message DamagedLog message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        DamagedLog.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.topicId);
            if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.partition);
            if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.offset);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a DamagedLog message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.DamagedLog
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.DamagedLog & millrace.DamagedLog.$Shape} DamagedLog
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        DamagedLog.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.DamagedLog();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.topicId = value;
                        else
                            delete message.topicId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.partition = value;
                        else
                            delete message.partition;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.offset = value;
                        else
                            delete message.offset;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DamagedLog;
    })();

    millrace.RegisterBrokerResponse = (function() {

        /**
         * Properties of a RegisterBrokerResponse.
         * @typedef {Object} millrace.RegisterBrokerResponse.$Properties
         * @property {millrace.ErrorCode|null} [error] RegisterBrokerResponse error
         * @property {number|null} [brokerEpoch] RegisterBrokerResponse brokerEpoch
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RegisterBrokerResponse.
         * @memberof millrace
         * @interface IRegisterBrokerResponse
         * @augments millrace.RegisterBrokerResponse.$Properties
         * @deprecated Use millrace.RegisterBrokerResponse.$Properties instead.
         */

        /**
         * Shape of a RegisterBrokerResponse.
         * @typedef {millrace.RegisterBrokerResponse.$Properties} millrace.RegisterBrokerResponse.$Shape
         */

        /**
         * Constructs a new RegisterBrokerResponse.
         * @memberof millrace
         * @classdesc Represents a RegisterBrokerResponse.
         * @constructor
         * @param {millrace.RegisterBrokerResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RegisterBrokerResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RegisterBrokerResponse error.
         * @member {millrace.ErrorCode} error
         * @memberof millrace.RegisterBrokerResponse
         * @instance
         */
        RegisterBrokerResponse.prototype.error = 0;

        /**
         * RegisterBrokerResponse brokerEpoch.
         * @member {number} brokerEpoch
         * @memberof millrace.RegisterBrokerResponse
         * @instance
         */
        RegisterBrokerResponse.prototype.brokerEpoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * Creates a new RegisterBrokerResponse instance using the specified properties.
         * @function create
         * @memberof millrace.RegisterBrokerResponse
         * @static
         * @param {millrace.RegisterBrokerResponse.$Properties=} [properties] Properties to set
         * @returns {millrace.RegisterBrokerResponse} RegisterBrokerResponse instance
         * @type {{
         *   (properties: millrace.RegisterBrokerResponse.$Shape): millrace.RegisterBrokerResponse & millrace.RegisterBrokerResponse.$Shape;
         *   (properties?: millrace.RegisterBrokerResponse.$Properties): millrace.RegisterBrokerResponse;
         * }}
         */
        RegisterBrokerResponse.create = function(properties) {
            return new RegisterBrokerResponse(properties);
        };

        /**
         * Encodes the specified RegisterBrokerResponse message. Does not implicitly {@link millrace.RegisterBrokerResponse.verify|verify} messages.
         * @function encode
         * @memberof millrace.RegisterBrokerResponse
         * @static
         * @param {millrace.RegisterBrokerResponse.$Properties} message RegisterBrokerResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RegisterBrokerResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.error);
            if (message.brokerEpoch != null && $Object.hasOwnProperty.call(message, "brokerEpoch") && (typeof message.brokerEpoch === "object" ? message.brokerEpoch.low || message.brokerEpoch.high : message.brokerEpoch !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.brokerEpoch);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RegisterBrokerResponse message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.RegisterBrokerResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.RegisterBrokerResponse & millrace.RegisterBrokerResponse.$Shape} RegisterBrokerResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RegisterBrokerResponse.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.RegisterBrokerResponse();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.error = value;
                        else
                            delete message.error;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.brokerEpoch = value;
                        else
                            delete message.brokerEpoch;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RegisterBrokerResponse;
    })();

    millrace.AlterPartitionRequest = (function() {

        /**
         * Properties of an AlterPartitionRequest.
         * @typedef {Object} millrace.AlterPartitionRequest.$Properties
         * @property {number|null} [brokerId] AlterPartitionRequest brokerId
         * @property {number|null} [brokerEpoch] AlterPartitionRequest brokerEpoch
         * @property {number|null} [topicId] AlterPartitionRequest topicId
         * @property {number|null} [partition] AlterPartitionRequest partition
         * @property {number|null} [leaderEpoch] AlterPartitionRequest leaderEpoch
         * @property {number|null} [partitionEpoch] AlterPartitionRequest partitionEpoch
         * @property {Array.<millrace.BrokerEpoch.$Properties>|null} [newIsr] AlterPartitionRequest newIsr
         * @property {number|null} [damagedOffset] AlterPartitionRequest damagedOffset
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an AlterPartitionRequest.
         * @memberof millrace
         * @interface IAlterPartitionRequest
         * @augments millrace.AlterPartitionRequest.$Properties
         * @deprecated Use millrace.AlterPartitionRequest.$Properties instead.
         */

        /**
         * Shape of an AlterPartitionRequest.
         * @typedef {millrace.AlterPartitionRequest.$Properties} millrace.AlterPartitionRequest.$Shape
         */

        /**
         * Constructs a new AlterPartitionRequest.
         * @memberof millrace
         * @classdesc Represents an AlterPartitionRequest.
         * @constructor
         * @param {millrace.AlterPartitionRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const AlterPartitionRequest = function (properties) {
            this.newIsr = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * AlterPartitionRequest brokerId.
         * @member {number} brokerId
         * @memberof millrace.AlterPartitionRequest
         * @instance
         */
        AlterPartitionRequest.prototype.brokerId = 0;

        /**
         * AlterPartitionRequest brokerEpoch.
         * @member {number} brokerEpoch
         * @memberof millrace.AlterPartitionRequest
         * @instance
         */
        AlterPartitionRequest.prototype.brokerEpoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * AlterPartitionRequest topicId.
         * @member {number} topicId
         * @memberof millrace.AlterPartitionRequest
         * @instance
         */
        AlterPartitionRequest.prototype.topicId = 0;

        /**
         * AlterPartitionRequest partition.
         * @member {number} partition
         * @memberof millrace.AlterPartitionRequest
         * @instance
         */
        AlterPartitionRequest.prototype.partition = 0;

        /**
         * AlterPartitionRequest leaderEpoch.
         * @member {number} leaderEpoch
         * @memberof millrace.AlterPartitionRequest
         * @instance
         */
        AlterPartitionRequest.prototype.leaderEpoch = 0;

        /**
         * AlterPartitionRequest partitionEpoch.
         * @member {number} partitionEpoch
         * @memberof millrace.AlterPartitionRequest
         * @instance
         */
        AlterPartitionRequest.prototype.partitionEpoch = 0;

        /**
         * AlterPartitionRequest newIsr.
         * @member {Array.<millrace.BrokerEpoch.$Properties>} newIsr
         * @memberof millrace.AlterPartitionRequest
         * @instance
         */
        AlterPartitionRequest.prototype.newIsr = $util.emptyArray;

        /**
         * AlterPartitionRequest damagedOffset.
         * @member {number} damagedOffset
         * @memberof millrace.AlterPartitionRequest
         * @instance
         */
        AlterPartitionRequest.prototype.damagedOffset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new AlterPartitionRequest instance using the specified properties.
         * @function create
         * @memberof millrace.AlterPartitionRequest
         * @static
         * @param {millrace.AlterPartitionRequest.$Properties=} [properties] Properties to set
         * @returns {millrace.AlterPartitionRequest} AlterPartitionRequest instance
         * @type {{
         *   (properties: millrace.AlterPartitionRequest.$Shape): millrace.AlterPartitionRequest & millrace.AlterPartitionRequest.$Shape;
         *   (properties?: millrace.AlterPartitionRequest.$Properties): millrace.AlterPartitionRequest;
         * }}
         */
        AlterPartitionRequest.create = function(properties) {
            return new AlterPartitionRequest(properties);
        };

        /**
         * Encodes the specified AlterPartitionRequest message. Does not implicitly {@link millrace.AlterPartitionRequest.verify|verify} messages.
         * @function encode
         * @memberof millrace.AlterPartitionRequest
         * @static
         * @param {millrace.AlterPartitionRequest.$Properties} message AlterPartitionRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        AlterPartitionRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.brokerId != null && $Object.hasOwnProperty.call(message, "brokerId") && message.brokerId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.brokerId);
            if (message.brokerEpoch != null && $Object.hasOwnProperty.call(message, "brokerEpoch") && (typeof message.brokerEpoch === "object" ? message.brokerEpoch.low || message.brokerEpoch.high : message.brokerEpoch !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.brokerEpoch);
            if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.topicId);
            if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.partition);
            if (message.leaderEpoch != null && $Object.hasOwnProperty.call(message, "leaderEpoch") && message.leaderEpoch !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).sint32(message.leaderEpoch);
            if (message.partitionEpoch != null && $Object.hasOwnProperty.call(message, "partitionEpoch") && message.partitionEpoch !== 0)
                writer.uint32(/* id 6, wireType 0 =*/48).sint32(message.partitionEpoch);
            if (message.newIsr != null && message.newIsr.length)
                for (let i = 0; i < message.newIsr.length; ++i)
                    $root.millrace.BrokerEpoch.encode(message.newIsr[i], writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.damagedOffset != null && $Object.hasOwnProperty.call(message, "damagedOffset") && (typeof message.damagedOffset === "object" ? message.damagedOffset.low || message.damagedOffset.high : message.damagedOffset !== 0))
                writer.uint32(/* id 8, wireType 0 =*/64).sint64(message.damagedOffset);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an AlterPartitionRequest message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.AlterPartitionRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.AlterPartitionRequest & millrace.AlterPartitionRequest.$Shape} AlterPartitionRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        AlterPartitionRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.AlterPartitionRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.brokerId = value;
                        else
                            delete message.brokerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.brokerEpoch = value;
                        else
                            delete message.brokerEpoch;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.topicId = value;
                        else
                            delete message.topicId;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.partition = value;
                        else
                            delete message.partition;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.leaderEpoch = value;
                        else
                            delete message.leaderEpoch;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.partitionEpoch = value;
                        else
                            delete message.partitionEpoch;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if (!(message.newIsr && message.newIsr.length))
                            message.newIsr = [];
                        message.newIsr.push($root.millrace.BrokerEpoch.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.damagedOffset = value;
                        else
                            delete message.damagedOffset;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AlterPartitionRequest;
    })();

    millrace.AlterPartitionResponse = (function() {

        /**
         * Properties of an AlterPartitionResponse.
         * @typedef {Object} millrace.AlterPartitionResponse.$Properties
         * @property {millrace.ErrorCode|null} [error] AlterPartitionResponse error
         * @property {number|null} [topicId] AlterPartitionResponse topicId
         * @property {number|null} [partition] AlterPartitionResponse partition
         * @property {number|null} [leaderEpoch] AlterPartitionResponse leaderEpoch
         * @property {number|null} [partitionEpoch] AlterPartitionResponse partitionEpoch
         * @property {Array.<number>|null} [isr] AlterPartitionResponse isr
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an AlterPartitionResponse.
         * @memberof millrace
         * @interface IAlterPartitionResponse
         * @augments millrace.AlterPartitionResponse.$Properties
         * @deprecated Use millrace.AlterPartitionResponse.$Properties instead.
         */

        /**
         * Shape of an AlterPartitionResponse.
         * @typedef {millrace.AlterPartitionResponse.$Properties} millrace.AlterPartitionResponse.$Shape
         */

        /**
         * Constructs a new AlterPartitionResponse.
         * @memberof millrace
         * @classdesc Represents an AlterPartitionResponse.
         * @constructor
         * @param {millrace.AlterPartitionResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const AlterPartitionResponse = function (properties) {
            this.isr = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * AlterPartitionResponse error.
         * @member {millrace.ErrorCode} error
         * @memberof millrace.AlterPartitionResponse
         * @instance
         */
        AlterPartitionResponse.prototype.error = 0;

        /**
         * AlterPartitionResponse topicId.
         * @member {number} topicId
         * @memberof millrace.AlterPartitionResponse
         * @instance
         */
        AlterPartitionResponse.prototype.topicId = 0;

        /**
         * AlterPartitionResponse partition.
         * @member {number} partition
         * @memberof millrace.AlterPartitionResponse
         * @instance
         */
        AlterPartitionResponse.prototype.partition = 0;

        /**
         * AlterPartitionResponse leaderEpoch.
         * @member {number} leaderEpoch
         * @memberof millrace.AlterPartitionResponse
         * @instance
         */
        AlterPartitionResponse.prototype.leaderEpoch = 0;

        /**
         * AlterPartitionResponse partitionEpoch.
         * @member {number} partitionEpoch
         * @memberof millrace.AlterPartitionResponse
         * @instance
         */
        AlterPartitionResponse.prototype.partitionEpoch = 0;

        /**
         * AlterPartitionResponse isr.
         * @member {Array.<number>} isr
         * @memberof millrace.AlterPartitionResponse
         * @instance
         */
        AlterPartitionResponse.prototype.isr = $util.emptyArray;

        /**
         * Creates a new AlterPartitionResponse instance using the specified properties.
         * @function create
         * @memberof millrace.AlterPartitionResponse
         * @static
         * @param {millrace.AlterPartitionResponse.$Properties=} [properties] Properties to set
         * @returns {millrace.AlterPartitionResponse} AlterPartitionResponse instance
         * @type {{
         *   (properties: millrace.AlterPartitionResponse.$Shape): millrace.AlterPartitionResponse & millrace.AlterPartitionResponse.$Shape;
         *   (properties?: millrace.AlterPartitionResponse.$Properties): millrace.AlterPartitionResponse;
         * }}
         */
        AlterPartitionResponse.create = function(properties) {
            return new AlterPartitionResponse(properties);
        };

        /**
         * Encodes the specified AlterPartitionResponse message. Does not implicitly {@link millrace.AlterPartitionResponse.verify|verify} messages.
         * @function encode
         * @memberof millrace.AlterPartitionResponse
         * @static
         * @param {millrace.AlterPartitionResponse.$Properties} message AlterPartitionResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        AlterPartitionResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.error);
            if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.topicId);
            if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.partition);
            if (message.leaderEpoch != null && $Object.hasOwnProperty.call(message, "leaderEpoch") && message.leaderEpoch !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).sint32(message.leaderEpoch);
            if (message.partitionEpoch != null && $Object.hasOwnProperty.call(message, "partitionEpoch") && message.partitionEpoch !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).sint32(message.partitionEpoch);
            if (message.isr != null && message.isr.length)
                writer.uint32(/* id 6, wireType 2 =*/50).uint32s(message.isr);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an AlterPartitionResponse message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.AlterPartitionResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.AlterPartitionResponse & millrace.AlterPartitionResponse.$Shape} AlterPartitionResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        AlterPartitionResponse.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.AlterPartitionResponse();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.error = value;
                        else
                            delete message.error;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.topicId = value;
                        else
                            delete message.topicId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.partition = value;
                        else
                            delete message.partition;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.leaderEpoch = value;
                        else
                            delete message.leaderEpoch;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.partitionEpoch = value;
                        else
                            delete message.partitionEpoch;
                        continue;
                    }
                case 6: {
                        if (wireType === 2) {
                            if (!(message.isr && message.isr.length))
                                message.isr = [];
                            reader.uint32s(message.isr);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.isr && message.isr.length))
                            message.isr = [];
                        message.isr.push(reader.uint32());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AlterPartitionResponse;
    })();

    millrace.CreateTopicsRequest = (function() {

        /**
         * Properties of a CreateTopicsRequest.
         * @typedef {Object} millrace.CreateTopicsRequest.$Properties
         * @property {string|null} [requestId] CreateTopicsRequest requestId
         * @property {Array.<millrace.NewTopic.$Properties>|null} [topics] CreateTopicsRequest topics
         * @property {boolean|null} [validateOnly] CreateTopicsRequest validateOnly
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a CreateTopicsRequest.
         * @memberof millrace
         * @interface ICreateTopicsRequest
         * @augments millrace.CreateTopicsRequest.$Properties
         * @deprecated Use millrace.CreateTopicsRequest.$Properties instead.
         */

        /**
         * Shape of a CreateTopicsRequest.
         * @typedef {millrace.CreateTopicsRequest.$Properties} millrace.CreateTopicsRequest.$Shape
         */

        /**
         * Constructs a new CreateTopicsRequest.
         * @memberof millrace
         * @classdesc Represents a CreateTopicsRequest.
         * @constructor
         * @param {millrace.CreateTopicsRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const CreateTopicsRequest = function (properties) {
            this.topics = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * CreateTopicsRequest requestId.
         * @member {string} requestId
         * @memberof millrace.CreateTopicsRequest
         * @instance
         */
        CreateTopicsRequest.prototype.requestId = "";

        /**
         * CreateTopicsRequest topics.
         * @member {Array.<millrace.NewTopic.$Properties>} topics
         * @memberof millrace.CreateTopicsRequest
         * @instance
         */
        CreateTopicsRequest.prototype.topics = $util.emptyArray;

        /**
         * CreateTopicsRequest validateOnly.
         * @member {boolean} validateOnly
         * @memberof millrace.CreateTopicsRequest
         * @instance
         */
        CreateTopicsRequest.prototype.validateOnly = false;

        /**
         * Creates a new CreateTopicsRequest instance using the specified properties.
         * @function create
         * @memberof millrace.CreateTopicsRequest
         * @static
         * @param {millrace.CreateTopicsRequest.$Properties=} [properties] Properties to set
         * @returns {millrace.CreateTopicsRequest} CreateTopicsRequest instance
         * @type {{
         *   (properties: millrace.CreateTopicsRequest.$Shape): millrace.CreateTopicsRequest & millrace.CreateTopicsRequest.$Shape;
         *   (properties?: millrace.CreateTopicsRequest.$Properties): millrace.CreateTopicsRequest;
         * }}
         */
        CreateTopicsRequest.create = function(properties) {
            return new CreateTopicsRequest(properties);
        };

        /**
         * Encodes the specified CreateTopicsRequest message. Does not implicitly {@link millrace.CreateTopicsRequest.verify|verify} messages.
         * @function encode
         * @memberof millrace.CreateTopicsRequest
         * @static
         * @param {millrace.CreateTopicsRequest.$Properties} message CreateTopicsRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        CreateTopicsRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.requestId);
            if (message.topics != null && message.topics.length)
                for (let i = 0; i < message.topics.length; ++i)
                    $root.millrace.NewTopic.encode(message.topics[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.validateOnly != null && $Object.hasOwnProperty.call(message, "validateOnly") && message.validateOnly !== false)
                writer.uint32(/* id 3, wireType 0 =*/24).bool(message.validateOnly);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a CreateTopicsRequest message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.CreateTopicsRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.CreateTopicsRequest & millrace.CreateTopicsRequest.$Shape} CreateTopicsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        CreateTopicsRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.CreateTopicsRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.requestId = value;
                        else
                            delete message.requestId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.topics && message.topics.length))
                            message.topics = [];
                        message.topics.push($root.millrace.NewTopic.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.validateOnly = value;
                        else
                            delete message.validateOnly;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CreateTopicsRequest;
    })();

    millrace.NewTopic = (function() {

        /**
         * Properties of a NewTopic.
         * @typedef {Object} millrace.NewTopic.$Properties
         * @property {string|null} [name] NewTopic name
         * @property {number|null} [partitions] NewTopic partitions
         * @property {number|null} [replicationFactor] NewTopic replicationFactor
         * @property {Array.<millrace.ConfigEntry.$Properties>|null} [configs] NewTopic configs
         * @property {Array.<millrace.ReplicaList.$Properties>|null} [assignment] NewTopic assignment
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a NewTopic.
         * @memberof millrace
         * @interface INewTopic
         * @augments millrace.NewTopic.$Properties
         * @deprecated Use millrace.NewTopic.$Properties instead.
         */

        /**
         * Shape of a NewTopic.
         * @typedef {millrace.NewTopic.$Properties} millrace.NewTopic.$Shape
         */

        /**
         * Constructs a new NewTopic.
         * @memberof millrace
         * @classdesc Represents a NewTopic.
         * @constructor
         * @param {millrace.NewTopic.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const NewTopic = function (properties) {
            this.configs = [];
            this.assignment = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * NewTopic name.
         * @member {string} name
         * @memberof millrace.NewTopic
         * @instance
         */
        NewTopic.prototype.name = "";

        /**
         * NewTopic partitions.
         * @member {number} partitions
         * @memberof millrace.NewTopic
         * @instance
         */
        NewTopic.prototype.partitions = 0;

        /**
         * NewTopic replicationFactor.
         * @member {number} replicationFactor
         * @memberof millrace.NewTopic
         * @instance
         */
        NewTopic.prototype.replicationFactor = 0;

        /**
         * NewTopic configs.
         * @member {Array.<millrace.ConfigEntry.$Properties>} configs
         * @memberof millrace.NewTopic
         * @instance
         */
        NewTopic.prototype.configs = $util.emptyArray;

        /**
         * NewTopic assignment.
         * @member {Array.<millrace.ReplicaList.$Properties>} assignment
         * @memberof millrace.NewTopic
         * @instance
         */
        NewTopic.prototype.assignment = $util.emptyArray;

        /**
         * Creates a new NewTopic instance using the specified properties.
         * @function create
         * @memberof millrace.NewTopic
         * @static
         * @param {millrace.NewTopic.$Properties=} [properties] Properties to set
         * @returns {millrace.NewTopic} NewTopic instance
         * @type {{
         *   (properties: millrace.NewTopic.$Shape): millrace.NewTopic & millrace.NewTopic.$Shape;
         *   (properties?: millrace.NewTopic.$Properties): millrace.NewTopic;
         * }}
         */
        NewTopic.create = function(properties) {
            return new NewTopic(properties);
        };

        /**
         * Encodes the specified NewTopic message. Does not implicitly {@link millrace.NewTopic.verify|verify} messages.
         * @function encode
         * @memberof millrace.NewTopic
         * @static
         * @param {millrace.NewTopic.$Properties} message NewTopic message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        NewTopic.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.partitions != null && $Object.hasOwnProperty.call(message, "partitions") && message.partitions !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).sint32(message.partitions);
            if (message.replicationFactor != null && $Object.hasOwnProperty.call(message, "replicationFactor") && message.replicationFactor !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).sint32(message.replicationFactor);
            if (message.configs != null && message.configs.length)
                for (let i = 0; i < message.configs.length; ++i)
                    $root.millrace.ConfigEntry.encode(message.configs[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.assignment != null && message.assignment.length)
                for (let i = 0; i < message.assignment.length; ++i)
                    $root.millrace.ReplicaList.encode(message.assignment[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a NewTopic message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.NewTopic
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.NewTopic & millrace.NewTopic.$Shape} NewTopic
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        NewTopic.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.NewTopic();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.partitions = value;
                        else
                            delete message.partitions;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.replicationFactor = value;
                        else
                            delete message.replicationFactor;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.configs && message.configs.length))
                            message.configs = [];
                        message.configs.push($root.millrace.ConfigEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (!(message.assignment && message.assignment.length))
                            message.assignment = [];
                        message.assignment.push($root.millrace.ReplicaList.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return NewTopic;
    })();

    millrace.ReplicaList = (function() {

        /**
         * Properties of a ReplicaList.
         * @typedef {Object} millrace.ReplicaList.$Properties
         * @property {Array.<number>|null} [replicas] ReplicaList replicas
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ReplicaList.
         * @memberof millrace
         * @interface IReplicaList
         * @augments millrace.ReplicaList.$Properties
         * @deprecated Use millrace.ReplicaList.$Properties instead.
         */

        /**
         * Shape of a ReplicaList.
         * @typedef {millrace.ReplicaList.$Properties} millrace.ReplicaList.$Shape
         */

        /**
         * Constructs a new ReplicaList.
         * @memberof millrace
         * @classdesc Represents a ReplicaList.
         * @constructor
         * @param {millrace.ReplicaList.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ReplicaList = function (properties) {
            this.replicas = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ReplicaList replicas.
         * @member {Array.<number>} replicas
         * @memberof millrace.ReplicaList
         * @instance
         */
        ReplicaList.prototype.replicas = $util.emptyArray;

        /**
         * Creates a new ReplicaList instance using the specified properties.
         * @function create
         * @memberof millrace.ReplicaList
         * @static
         * @param {millrace.ReplicaList.$Properties=} [properties] Properties to set
         * @returns {millrace.ReplicaList} ReplicaList instance
         * @type {{
         *   (properties: millrace.ReplicaList.$Shape): millrace.ReplicaList & millrace.ReplicaList.$Shape;
         *   (properties?: millrace.ReplicaList.$Properties): millrace.ReplicaList;
         * }}
         */
        ReplicaList.create = function(properties) {
            return new ReplicaList(properties);
        };

        /**
         * Encodes the specified ReplicaList message. Does not implicitly {@link millrace.ReplicaList.verify|verify} messages.
         * @function encode
         * @memberof millrace.ReplicaList
         * @static
         * @param {millrace.ReplicaList.$Properties} message ReplicaList message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ReplicaList.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.replicas != null && message.replicas.length)
                writer.uint32(/* id 1, wireType 2 =*/10).uint32s(message.replicas);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ReplicaList message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.ReplicaList
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.ReplicaList & millrace.ReplicaList.$Shape} ReplicaList
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ReplicaList.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.ReplicaList();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType === 2) {
                            if (!(message.replicas && message.replicas.length))
                                message.replicas = [];
                            reader.uint32s(message.replicas);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.replicas && message.replicas.length))
                            message.replicas = [];
                        message.replicas.push(reader.uint32());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ReplicaList;
    })();

    millrace.ConfigEntry = (function() {

        /**
         * Properties of a ConfigEntry.
         * @typedef {Object} millrace.ConfigEntry.$Properties
         * @property {string|null} [name] ConfigEntry name
         * @property {string|null} [value] ConfigEntry value
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ConfigEntry.
         * @memberof millrace
         * @interface IConfigEntry
         * @augments millrace.ConfigEntry.$Properties
         * @deprecated Use millrace.ConfigEntry.$Properties instead.
         */

        /**
         * Shape of a ConfigEntry.
         * @typedef {millrace.ConfigEntry.$Properties} millrace.ConfigEntry.$Shape
         */

        /**
         * Constructs a new ConfigEntry.
         * @memberof millrace
         * @classdesc Represents a ConfigEntry.
         * @constructor
         * @param {millrace.ConfigEntry.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ConfigEntry = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ConfigEntry name.
         * @member {string} name
         * @memberof millrace.ConfigEntry
         * @instance
         */
        ConfigEntry.prototype.name = "";

        /**
         * ConfigEntry value.
         * @member {string} value
         * @memberof millrace.ConfigEntry
         * @instance
         */
        ConfigEntry.prototype.value = "";

        /**
         * Creates a new ConfigEntry instance using the specified properties.
         * @function create
         * @memberof millrace.ConfigEntry
         * @static
         * @param {millrace.ConfigEntry.$Properties=} [properties] Properties to set
         * @returns {millrace.ConfigEntry} ConfigEntry instance
         * @type {{
         *   (properties: millrace.ConfigEntry.$Shape): millrace.ConfigEntry & millrace.ConfigEntry.$Shape;
         *   (properties?: millrace.ConfigEntry.$Properties): millrace.ConfigEntry;
         * }}
         */
        ConfigEntry.create = function(properties) {
            return new ConfigEntry(properties);
        };

        /**
         * Encodes the specified ConfigEntry message. Does not implicitly {@link millrace.ConfigEntry.verify|verify} messages.
         * @function encode
         * @memberof millrace.ConfigEntry
         * @static
         * @param {millrace.ConfigEntry.$Properties} message ConfigEntry message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ConfigEntry.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.value);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ConfigEntry message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.ConfigEntry
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.ConfigEntry & millrace.ConfigEntry.$Shape} ConfigEntry
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ConfigEntry.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.ConfigEntry();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.value = value;
                        else
                            delete message.value;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ConfigEntry;
    })();

    millrace.CreateTopicsResponse = (function() {

        /**
         * Properties of a CreateTopicsResponse.
         * @typedef {Object} millrace.CreateTopicsResponse.$Properties
         * @property {millrace.ErrorCode|null} [error] CreateTopicsResponse error
         * @property {string|null} [message] CreateTopicsResponse message
         * @property {Array.<millrace.CreatedTopic.$Properties>|null} [topics] CreateTopicsResponse topics
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a CreateTopicsResponse.
         * @memberof millrace
         * @interface ICreateTopicsResponse
         * @augments millrace.CreateTopicsResponse.$Properties
         * @deprecated Use millrace.CreateTopicsResponse.$Properties instead.
         */

        /**
         * Shape of a CreateTopicsResponse.
         * @typedef {millrace.CreateTopicsResponse.$Properties} millrace.CreateTopicsResponse.$Shape
         */

        /**
         * Constructs a new CreateTopicsResponse.
         * @memberof millrace
         * @classdesc Represents a CreateTopicsResponse.
         * @constructor
         * @param {millrace.CreateTopicsResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const CreateTopicsResponse = function (properties) {
            this.topics = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * CreateTopicsResponse error.
         * @member {millrace.ErrorCode} error
         * @memberof millrace.CreateTopicsResponse
         * @instance
         */
        CreateTopicsResponse.prototype.error = 0;

        /**
         * CreateTopicsResponse message.
         * @member {string} message
         * @memberof millrace.CreateTopicsResponse
         * @instance
         */
        CreateTopicsResponse.prototype.message = "";

        /**
         * CreateTopicsResponse topics.
         * @member {Array.<millrace.CreatedTopic.$Properties>} topics
         * @memberof millrace.CreateTopicsResponse
         * @instance
         */
        CreateTopicsResponse.prototype.topics = $util.emptyArray;

        /**
         * Creates a new CreateTopicsResponse instance using the specified properties.
         * @function create
         * @memberof millrace.CreateTopicsResponse
         * @static
         * @param {millrace.CreateTopicsResponse.$Properties=} [properties] Properties to set
         * @returns {millrace.CreateTopicsResponse} CreateTopicsResponse instance
         * @type {{
         *   (properties: millrace.CreateTopicsResponse.$Shape): millrace.CreateTopicsResponse & millrace.CreateTopicsResponse.$Shape;
         *   (properties?: millrace.CreateTopicsResponse.$Properties): millrace.CreateTopicsResponse;
         * }}
         */
        CreateTopicsResponse.create = function(properties) {
            return new CreateTopicsResponse(properties);
        };

        /**
         * Encodes the specified CreateTopicsResponse message. Does not implicitly {@link millrace.CreateTopicsResponse.verify|verify} messages.
         * @function encode
         * @memberof millrace.CreateTopicsResponse
         * @static
         * @param {millrace.CreateTopicsResponse.$Properties} message CreateTopicsResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        CreateTopicsResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.error);
            if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
            if (message.topics != null && message.topics.length)
                for (let i = 0; i < message.topics.length; ++i)
                    $root.millrace.CreatedTopic.encode(message.topics[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a CreateTopicsResponse message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.CreateTopicsResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.CreateTopicsResponse & millrace.CreateTopicsResponse.$Shape} CreateTopicsResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        CreateTopicsResponse.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.CreateTopicsResponse();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.error = value;
                        else
                            delete message.error;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.message = value;
                        else
                            delete message.message;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.topics && message.topics.length))
                            message.topics = [];
                        message.topics.push($root.millrace.CreatedTopic.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CreateTopicsResponse;
    })();

    millrace.CreatedTopic = (function() {

        /**
         * Properties of a CreatedTopic.
         * @typedef {Object} millrace.CreatedTopic.$Properties
         * @property {string|null} [name] CreatedTopic name
         * @property {millrace.ErrorCode|null} [error] CreatedTopic error
         * @property {string|null} [message] CreatedTopic message
         * @property {number|null} [topicId] CreatedTopic topicId
         * @property {number|null} [partitions] CreatedTopic partitions
         * @property {number|null} [replicationFactor] CreatedTopic replicationFactor
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a CreatedTopic.
         * @memberof millrace
         * @interface ICreatedTopic
         * @augments millrace.CreatedTopic.$Properties
         * @deprecated Use millrace.CreatedTopic.$Properties instead.
         */

        /**
         * Shape of a CreatedTopic.
         * @typedef {millrace.CreatedTopic.$Properties} millrace.CreatedTopic.$Shape
         */

        /**
         * Constructs a new CreatedTopic.
         * @memberof millrace
         * @classdesc Represents a CreatedTopic.
         * @constructor
         * @param {millrace.CreatedTopic.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const CreatedTopic = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * CreatedTopic name.
         * @member {string} name
         * @memberof millrace.CreatedTopic
         * @instance
         */
        CreatedTopic.prototype.name = "";

        /**
         * CreatedTopic error.
         * @member {millrace.ErrorCode} error
         * @memberof millrace.CreatedTopic
         * @instance
         */
        CreatedTopic.prototype.error = 0;

        /**
         * CreatedTopic message.
         * @member {string} message
         * @memberof millrace.CreatedTopic
         * @instance
         */
        CreatedTopic.prototype.message = "";

        /**
         * CreatedTopic topicId.
         * @member {number} topicId
         * @memberof millrace.CreatedTopic
         * @instance
         */
        CreatedTopic.prototype.topicId = 0;

        /**
         * CreatedTopic partitions.
         * @member {number} partitions
         * @memberof millrace.CreatedTopic
         * @instance
         */
        CreatedTopic.prototype.partitions = 0;

        /**
         * CreatedTopic replicationFactor.
         * @member {number} replicationFactor
         * @memberof millrace.CreatedTopic
         * @instance
         */
        CreatedTopic.prototype.replicationFactor = 0;

        /**
         * Creates a new CreatedTopic instance using the specified properties.
         * @function create
         * @memberof millrace.CreatedTopic
         * @static
         * @param {millrace.CreatedTopic.$Properties=} [properties] Properties to set
         * @returns {millrace.CreatedTopic} CreatedTopic instance
         * @type {{
         *   (properties: millrace.CreatedTopic.$Shape): millrace.CreatedTopic & millrace.CreatedTopic.$Shape;
         *   (properties?: millrace.CreatedTopic.$Properties): millrace.CreatedTopic;
         * }}
         */
        CreatedTopic.create = function(properties) {
            return new CreatedTopic(properties);
        };

        /**
         * Encodes the specified CreatedTopic message. Does not implicitly {@link millrace.CreatedTopic.verify|verify} messages.
         * @function encode
         * @memberof millrace.CreatedTopic
         * @static
         * @param {millrace.CreatedTopic.$Properties} message CreatedTopic message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        CreatedTopic.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).int32(message.error);
            if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.message);
            if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.topicId);
            if (message.partitions != null && $Object.hasOwnProperty.call(message, "partitions") && message.partitions !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.partitions);
            if (message.replicationFactor != null && $Object.hasOwnProperty.call(message, "replicationFactor") && message.replicationFactor !== 0)
                writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.replicationFactor);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a CreatedTopic message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.CreatedTopic
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.CreatedTopic & millrace.CreatedTopic.$Shape} CreatedTopic
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        CreatedTopic.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.CreatedTopic();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.error = value;
                        else
                            delete message.error;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.message = value;
                        else
                            delete message.message;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.topicId = value;
                        else
                            delete message.topicId;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.partitions = value;
                        else
                            delete message.partitions;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.replicationFactor = value;
                        else
                            delete message.replicationFactor;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CreatedTopic;
    })();

    millrace.InitProducerIdRequest = (function() {

        /**
         * Properties of an InitProducerIdRequest.
         * @typedef {Object} millrace.InitProducerIdRequest.$Properties
         * @property {string|null} [requestId] InitProducerIdRequest requestId
         * @property {number|null} [producerId] InitProducerIdRequest producerId
         * @property {number|null} [producerEpoch] InitProducerIdRequest producerEpoch
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an InitProducerIdRequest.
         * @memberof millrace
         * @interface IInitProducerIdRequest
         * @augments millrace.InitProducerIdRequest.$Properties
         * @deprecated Use millrace.InitProducerIdRequest.$Properties instead.
         */

        /**
         * Shape of an InitProducerIdRequest.
         * @typedef {millrace.InitProducerIdRequest.$Properties} millrace.InitProducerIdRequest.$Shape
         */

        /**
         * Constructs a new InitProducerIdRequest.
         * @memberof millrace
         * @classdesc Represents an InitProducerIdRequest.
         * @constructor
         * @param {millrace.InitProducerIdRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const InitProducerIdRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * InitProducerIdRequest requestId.
         * @member {string} requestId
         * @memberof millrace.InitProducerIdRequest
         * @instance
         */
        InitProducerIdRequest.prototype.requestId = "";

        /**
         * InitProducerIdRequest producerId.
         * @member {number} producerId
         * @memberof millrace.InitProducerIdRequest
         * @instance
         */
        InitProducerIdRequest.prototype.producerId = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * InitProducerIdRequest producerEpoch.
         * @member {number} producerEpoch
         * @memberof millrace.InitProducerIdRequest
         * @instance
         */
        InitProducerIdRequest.prototype.producerEpoch = 0;

        /**
         * Creates a new InitProducerIdRequest instance using the specified properties.
         * @function create
         * @memberof millrace.InitProducerIdRequest
         * @static
         * @param {millrace.InitProducerIdRequest.$Properties=} [properties] Properties to set
         * @returns {millrace.InitProducerIdRequest} InitProducerIdRequest instance
         * @type {{
         *   (properties: millrace.InitProducerIdRequest.$Shape): millrace.InitProducerIdRequest & millrace.InitProducerIdRequest.$Shape;
         *   (properties?: millrace.InitProducerIdRequest.$Properties): millrace.InitProducerIdRequest;
         * }}
         */
        InitProducerIdRequest.create = function(properties) {
            return new InitProducerIdRequest(properties);
        };

        /**
         * Encodes the specified InitProducerIdRequest message. Does not implicitly {@link millrace.InitProducerIdRequest.verify|verify} messages.
         * @function encode
         * @memberof millrace.InitProducerIdRequest
         * @static
         * @param {millrace.InitProducerIdRequest.$Properties} message InitProducerIdRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        InitProducerIdRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.requestId);
            if (message.producerId != null && $Object.hasOwnProperty.call(message, "producerId") && (typeof message.producerId === "object" ? message.producerId.low || message.producerId.high : message.producerId !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).sint64(message.producerId);
            if (message.producerEpoch != null && $Object.hasOwnProperty.call(message, "producerEpoch") && message.producerEpoch !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).sint32(message.producerEpoch);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an InitProducerIdRequest message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.InitProducerIdRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.InitProducerIdRequest & millrace.InitProducerIdRequest.$Shape} InitProducerIdRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        InitProducerIdRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.InitProducerIdRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.requestId = value;
                        else
                            delete message.requestId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.producerId = value;
                        else
                            delete message.producerId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.producerEpoch = value;
                        else
                            delete message.producerEpoch;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return InitProducerIdRequest;
    })();

    millrace.InitProducerIdResponse = (function() {

        /**
         * Properties of an InitProducerIdResponse.
         * @typedef {Object} millrace.InitProducerIdResponse.$Properties
         * @property {millrace.ErrorCode|null} [error] InitProducerIdResponse error
         * @property {number|null} [producerId] InitProducerIdResponse producerId
         * @property {number|null} [producerEpoch] InitProducerIdResponse producerEpoch
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an InitProducerIdResponse.
         * @memberof millrace
         * @interface IInitProducerIdResponse
         * @augments millrace.InitProducerIdResponse.$Properties
         * @deprecated Use millrace.InitProducerIdResponse.$Properties instead.
         */

        /**
         * Shape of an InitProducerIdResponse.
         * @typedef {millrace.InitProducerIdResponse.$Properties} millrace.InitProducerIdResponse.$Shape
         */

        /**
         * Constructs a new InitProducerIdResponse.
         * @memberof millrace
         * @classdesc Represents an InitProducerIdResponse.
         * @constructor
         * @param {millrace.InitProducerIdResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const InitProducerIdResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * InitProducerIdResponse error.
         * @member {millrace.ErrorCode} error
         * @memberof millrace.InitProducerIdResponse
         * @instance
         */
        InitProducerIdResponse.prototype.error = 0;

        /**
         * InitProducerIdResponse producerId.
         * @member {number} producerId
         * @memberof millrace.InitProducerIdResponse
         * @instance
         */
        InitProducerIdResponse.prototype.producerId = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * InitProducerIdResponse producerEpoch.
         * @member {number} producerEpoch
         * @memberof millrace.InitProducerIdResponse
         * @instance
         */
        InitProducerIdResponse.prototype.producerEpoch = 0;

        /**
         * Creates a new InitProducerIdResponse instance using the specified properties.
         * @function create
         * @memberof millrace.InitProducerIdResponse
         * @static
         * @param {millrace.InitProducerIdResponse.$Properties=} [properties] Properties to set
         * @returns {millrace.InitProducerIdResponse} InitProducerIdResponse instance
         * @type {{
         *   (properties: millrace.InitProducerIdResponse.$Shape): millrace.InitProducerIdResponse & millrace.InitProducerIdResponse.$Shape;
         *   (properties?: millrace.InitProducerIdResponse.$Properties): millrace.InitProducerIdResponse;
         * }}
         */
        InitProducerIdResponse.create = function(properties) {
            return new InitProducerIdResponse(properties);
        };

        /**
         * Encodes the specified InitProducerIdResponse message. Does not implicitly {@link millrace.InitProducerIdResponse.verify|verify} messages.
         * @function encode
         * @memberof millrace.InitProducerIdResponse
         * @static
         * @param {millrace.InitProducerIdResponse.$Properties} message InitProducerIdResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        InitProducerIdResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.error);
            if (message.producerId != null && $Object.hasOwnProperty.call(message, "producerId") && (typeof message.producerId === "object" ? message.producerId.low || message.producerId.high : message.producerId !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).sint64(message.producerId);
            if (message.producerEpoch != null && $Object.hasOwnProperty.call(message, "producerEpoch") && message.producerEpoch !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).sint32(message.producerEpoch);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an InitProducerIdResponse message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.InitProducerIdResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.InitProducerIdResponse & millrace.InitProducerIdResponse.$Shape} InitProducerIdResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        InitProducerIdResponse.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.InitProducerIdResponse();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.error = value;
                        else
                            delete message.error;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.producerId = value;
                        else
                            delete message.producerId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.producerEpoch = value;
                        else
                            delete message.producerEpoch;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return InitProducerIdResponse;
    })();

    millrace.AdminResponse = (function() {

        /**
         * Properties of an AdminResponse.
         * @typedef {Object} millrace.AdminResponse.$Properties
         * @property {millrace.ErrorCode|null} [error] AdminResponse error
         * @property {string|null} [message] AdminResponse message
         * @property {number|null} [metadataVersion] AdminResponse metadataVersion
         * @property {Array.<millrace.AdminResult.$Properties>|null} [results] AdminResponse results
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an AdminResponse.
         * @memberof millrace
         * @interface IAdminResponse
         * @augments millrace.AdminResponse.$Properties
         * @deprecated Use millrace.AdminResponse.$Properties instead.
         */

        /**
         * Shape of an AdminResponse.
         * @typedef {millrace.AdminResponse.$Properties} millrace.AdminResponse.$Shape
         */

        /**
         * Constructs a new AdminResponse.
         * @memberof millrace
         * @classdesc Represents an AdminResponse.
         * @constructor
         * @param {millrace.AdminResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const AdminResponse = function (properties) {
            this.results = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * AdminResponse error.
         * @member {millrace.ErrorCode} error
         * @memberof millrace.AdminResponse
         * @instance
         */
        AdminResponse.prototype.error = 0;

        /**
         * AdminResponse message.
         * @member {string} message
         * @memberof millrace.AdminResponse
         * @instance
         */
        AdminResponse.prototype.message = "";

        /**
         * AdminResponse metadataVersion.
         * @member {number} metadataVersion
         * @memberof millrace.AdminResponse
         * @instance
         */
        AdminResponse.prototype.metadataVersion = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * AdminResponse results.
         * @member {Array.<millrace.AdminResult.$Properties>} results
         * @memberof millrace.AdminResponse
         * @instance
         */
        AdminResponse.prototype.results = $util.emptyArray;

        /**
         * Creates a new AdminResponse instance using the specified properties.
         * @function create
         * @memberof millrace.AdminResponse
         * @static
         * @param {millrace.AdminResponse.$Properties=} [properties] Properties to set
         * @returns {millrace.AdminResponse} AdminResponse instance
         * @type {{
         *   (properties: millrace.AdminResponse.$Shape): millrace.AdminResponse & millrace.AdminResponse.$Shape;
         *   (properties?: millrace.AdminResponse.$Properties): millrace.AdminResponse;
         * }}
         */
        AdminResponse.create = function(properties) {
            return new AdminResponse(properties);
        };

        /**
         * Encodes the specified AdminResponse message. Does not implicitly {@link millrace.AdminResponse.verify|verify} messages.
         * @function encode
         * @memberof millrace.AdminResponse
         * @static
         * @param {millrace.AdminResponse.$Properties} message AdminResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        AdminResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.error);
            if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
            if (message.metadataVersion != null && $Object.hasOwnProperty.call(message, "metadataVersion") && (typeof message.metadataVersion === "object" ? message.metadataVersion.low || message.metadataVersion.high : message.metadataVersion !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.metadataVersion);
            if (message.results != null && message.results.length)
                for (let i = 0; i < message.results.length; ++i)
                    $root.millrace.AdminResult.encode(message.results[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an AdminResponse message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.AdminResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.AdminResponse & millrace.AdminResponse.$Shape} AdminResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        AdminResponse.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.AdminResponse();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.error = value;
                        else
                            delete message.error;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.message = value;
                        else
                            delete message.message;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.metadataVersion = value;
                        else
                            delete message.metadataVersion;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.results && message.results.length))
                            message.results = [];
                        message.results.push($root.millrace.AdminResult.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AdminResponse;
    })();

    millrace.AdminResult = (function() {

        /**
         * Properties of an AdminResult.
         * @typedef {Object} millrace.AdminResult.$Properties
         * @property {string|null} [topic] AdminResult topic
         * @property {number|null} [partition] AdminResult partition
         * @property {millrace.ErrorCode|null} [error] AdminResult error
         * @property {string|null} [message] AdminResult message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an AdminResult.
         * @memberof millrace
         * @interface IAdminResult
         * @augments millrace.AdminResult.$Properties
         * @deprecated Use millrace.AdminResult.$Properties instead.
         */

        /**
         * Shape of an AdminResult.
         * @typedef {millrace.AdminResult.$Properties} millrace.AdminResult.$Shape
         */

        /**
         * Constructs a new AdminResult.
         * @memberof millrace
         * @classdesc Represents an AdminResult.
         * @constructor
         * @param {millrace.AdminResult.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const AdminResult = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * AdminResult topic.
         * @member {string} topic
         * @memberof millrace.AdminResult
         * @instance
         */
        AdminResult.prototype.topic = "";

        /**
         * AdminResult partition.
         * @member {number} partition
         * @memberof millrace.AdminResult
         * @instance
         */
        AdminResult.prototype.partition = 0;

        /**
         * AdminResult error.
         * @member {millrace.ErrorCode} error
         * @memberof millrace.AdminResult
         * @instance
         */
        AdminResult.prototype.error = 0;

        /**
         * AdminResult message.
         * @member {string} message
         * @memberof millrace.AdminResult
         * @instance
         */
        AdminResult.prototype.message = "";

        /**
         * Creates a new AdminResult instance using the specified properties.
         * @function create
         * @memberof millrace.AdminResult
         * @static
         * @param {millrace.AdminResult.$Properties=} [properties] Properties to set
         * @returns {millrace.AdminResult} AdminResult instance
         * @type {{
         *   (properties: millrace.AdminResult.$Shape): millrace.AdminResult & millrace.AdminResult.$Shape;
         *   (properties?: millrace.AdminResult.$Properties): millrace.AdminResult;
         * }}
         */
        AdminResult.create = function(properties) {
            return new AdminResult(properties);
        };

        /**
         * Encodes the specified AdminResult message. Does not implicitly {@link millrace.AdminResult.verify|verify} messages.
         * @function encode
         * @memberof millrace.AdminResult
         * @static
         * @param {millrace.AdminResult.$Properties} message AdminResult message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        AdminResult.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.topic != null && $Object.hasOwnProperty.call(message, "topic") && message.topic !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.topic);
            if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).sint32(message.partition);
            if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).int32(message.error);
            if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.message);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an AdminResult message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.AdminResult
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.AdminResult & millrace.AdminResult.$Shape} AdminResult
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        AdminResult.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.AdminResult();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.topic = value;
                        else
                            delete message.topic;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.partition = value;
                        else
                            delete message.partition;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.error = value;
                        else
                            delete message.error;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.message = value;
                        else
                            delete message.message;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AdminResult;
    })();

    millrace.DeleteTopicsRequest = (function() {

        /**
         * Properties of a DeleteTopicsRequest.
         * @typedef {Object} millrace.DeleteTopicsRequest.$Properties
         * @property {string|null} [requestId] DeleteTopicsRequest requestId
         * @property {Array.<string>|null} [topics] DeleteTopicsRequest topics
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a DeleteTopicsRequest.
         * @memberof millrace
         * @interface IDeleteTopicsRequest
         * @augments millrace.DeleteTopicsRequest.$Properties
         * @deprecated Use millrace.DeleteTopicsRequest.$Properties instead.
         */

        /**
         * Shape of a DeleteTopicsRequest.
         * @typedef {millrace.DeleteTopicsRequest.$Properties} millrace.DeleteTopicsRequest.$Shape
         */

        /**
         * Constructs a new DeleteTopicsRequest.
         * @memberof millrace
         * @classdesc Represents a DeleteTopicsRequest.
         * @constructor
         * @param {millrace.DeleteTopicsRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const DeleteTopicsRequest = function (properties) {
            this.topics = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * DeleteTopicsRequest requestId.
         * @member {string} requestId
         * @memberof millrace.DeleteTopicsRequest
         * @instance
         */
        DeleteTopicsRequest.prototype.requestId = "";

        /**
         * DeleteTopicsRequest topics.
         * @member {Array.<string>} topics
         * @memberof millrace.DeleteTopicsRequest
         * @instance
         */
        DeleteTopicsRequest.prototype.topics = $util.emptyArray;

        /**
         * Creates a new DeleteTopicsRequest instance using the specified properties.
         * @function create
         * @memberof millrace.DeleteTopicsRequest
         * @static
         * @param {millrace.DeleteTopicsRequest.$Properties=} [properties] Properties to set
         * @returns {millrace.DeleteTopicsRequest} DeleteTopicsRequest instance
         * @type {{
         *   (properties: millrace.DeleteTopicsRequest.$Shape): millrace.DeleteTopicsRequest & millrace.DeleteTopicsRequest.$Shape;
         *   (properties?: millrace.DeleteTopicsRequest.$Properties): millrace.DeleteTopicsRequest;
         * }}
         */
        DeleteTopicsRequest.create = function(properties) {
            return new DeleteTopicsRequest(properties);
        };

        /**
         * Encodes the specified DeleteTopicsRequest message. Does not implicitly {@link millrace.DeleteTopicsRequest.verify|verify} messages.
         * @function encode
         * @memberof millrace.DeleteTopicsRequest
         * @static
         * @param {millrace.DeleteTopicsRequest.$Properties} message DeleteTopicsRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        DeleteTopicsRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.requestId);
            if (message.topics != null && message.topics.length)
                for (let i = 0; i < message.topics.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.topics[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a DeleteTopicsRequest message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.DeleteTopicsRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.DeleteTopicsRequest & millrace.DeleteTopicsRequest.$Shape} DeleteTopicsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        DeleteTopicsRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.DeleteTopicsRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.requestId = value;
                        else
                            delete message.requestId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.topics && message.topics.length))
                            message.topics = [];
                        message.topics.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DeleteTopicsRequest;
    })();

    millrace.CreatePartitionsRequest = (function() {

        /**
         * Properties of a CreatePartitionsRequest.
         * @typedef {Object} millrace.CreatePartitionsRequest.$Properties
         * @property {string|null} [requestId] CreatePartitionsRequest requestId
         * @property {Array.<millrace.NewPartitions.$Properties>|null} [topics] CreatePartitionsRequest topics
         * @property {boolean|null} [validateOnly] CreatePartitionsRequest validateOnly
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a CreatePartitionsRequest.
         * @memberof millrace
         * @interface ICreatePartitionsRequest
         * @augments millrace.CreatePartitionsRequest.$Properties
         * @deprecated Use millrace.CreatePartitionsRequest.$Properties instead.
         */

        /**
         * Shape of a CreatePartitionsRequest.
         * @typedef {millrace.CreatePartitionsRequest.$Properties} millrace.CreatePartitionsRequest.$Shape
         */

        /**
         * Constructs a new CreatePartitionsRequest.
         * @memberof millrace
         * @classdesc Represents a CreatePartitionsRequest.
         * @constructor
         * @param {millrace.CreatePartitionsRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const CreatePartitionsRequest = function (properties) {
            this.topics = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * CreatePartitionsRequest requestId.
         * @member {string} requestId
         * @memberof millrace.CreatePartitionsRequest
         * @instance
         */
        CreatePartitionsRequest.prototype.requestId = "";

        /**
         * CreatePartitionsRequest topics.
         * @member {Array.<millrace.NewPartitions.$Properties>} topics
         * @memberof millrace.CreatePartitionsRequest
         * @instance
         */
        CreatePartitionsRequest.prototype.topics = $util.emptyArray;

        /**
         * CreatePartitionsRequest validateOnly.
         * @member {boolean} validateOnly
         * @memberof millrace.CreatePartitionsRequest
         * @instance
         */
        CreatePartitionsRequest.prototype.validateOnly = false;

        /**
         * Creates a new CreatePartitionsRequest instance using the specified properties.
         * @function create
         * @memberof millrace.CreatePartitionsRequest
         * @static
         * @param {millrace.CreatePartitionsRequest.$Properties=} [properties] Properties to set
         * @returns {millrace.CreatePartitionsRequest} CreatePartitionsRequest instance
         * @type {{
         *   (properties: millrace.CreatePartitionsRequest.$Shape): millrace.CreatePartitionsRequest & millrace.CreatePartitionsRequest.$Shape;
         *   (properties?: millrace.CreatePartitionsRequest.$Properties): millrace.CreatePartitionsRequest;
         * }}
         */
        CreatePartitionsRequest.create = function(properties) {
            return new CreatePartitionsRequest(properties);
        };

        /**
         * Encodes the specified CreatePartitionsRequest message. Does not implicitly {@link millrace.CreatePartitionsRequest.verify|verify} messages.
         * @function encode
         * @memberof millrace.CreatePartitionsRequest
         * @static
         * @param {millrace.CreatePartitionsRequest.$Properties} message CreatePartitionsRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        CreatePartitionsRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.requestId);
            if (message.topics != null && message.topics.length)
                for (let i = 0; i < message.topics.length; ++i)
                    $root.millrace.NewPartitions.encode(message.topics[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.validateOnly != null && $Object.hasOwnProperty.call(message, "validateOnly") && message.validateOnly !== false)
                writer.uint32(/* id 3, wireType 0 =*/24).bool(message.validateOnly);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a CreatePartitionsRequest message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.CreatePartitionsRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.CreatePartitionsRequest & millrace.CreatePartitionsRequest.$Shape} CreatePartitionsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        CreatePartitionsRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.CreatePartitionsRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.requestId = value;
                        else
                            delete message.requestId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.topics && message.topics.length))
                            message.topics = [];
                        message.topics.push($root.millrace.NewPartitions.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.validateOnly = value;
                        else
                            delete message.validateOnly;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CreatePartitionsRequest;
    })();

    millrace.NewPartitions = (function() {

        /**
         * Properties of a NewPartitions.
         * @typedef {Object} millrace.NewPartitions.$Properties
         * @property {string|null} [topic] NewPartitions topic
         * @property {number|null} [totalCount] NewPartitions totalCount
         * @property {Array.<millrace.ReplicaList.$Properties>|null} [assignment] NewPartitions assignment
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a NewPartitions.
         * @memberof millrace
         * @interface INewPartitions
         * @augments millrace.NewPartitions.$Properties
         * @deprecated Use millrace.NewPartitions.$Properties instead.
         */

        /**
         * Shape of a NewPartitions.
         * @typedef {millrace.NewPartitions.$Properties} millrace.NewPartitions.$Shape
         */

        /**
         * Constructs a new NewPartitions.
         * @memberof millrace
         * @classdesc Represents a NewPartitions.
         * @constructor
         * @param {millrace.NewPartitions.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const NewPartitions = function (properties) {
            this.assignment = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * NewPartitions topic.
         * @member {string} topic
         * @memberof millrace.NewPartitions
         * @instance
         */
        NewPartitions.prototype.topic = "";

        /**
         * NewPartitions totalCount.
         * @member {number} totalCount
         * @memberof millrace.NewPartitions
         * @instance
         */
        NewPartitions.prototype.totalCount = 0;

        /**
         * NewPartitions assignment.
         * @member {Array.<millrace.ReplicaList.$Properties>} assignment
         * @memberof millrace.NewPartitions
         * @instance
         */
        NewPartitions.prototype.assignment = $util.emptyArray;

        /**
         * Creates a new NewPartitions instance using the specified properties.
         * @function create
         * @memberof millrace.NewPartitions
         * @static
         * @param {millrace.NewPartitions.$Properties=} [properties] Properties to set
         * @returns {millrace.NewPartitions} NewPartitions instance
         * @type {{
         *   (properties: millrace.NewPartitions.$Shape): millrace.NewPartitions & millrace.NewPartitions.$Shape;
         *   (properties?: millrace.NewPartitions.$Properties): millrace.NewPartitions;
         * }}
         */
        NewPartitions.create = function(properties) {
            return new NewPartitions(properties);
        };

        /**
         * Encodes the specified NewPartitions message. Does not implicitly {@link millrace.NewPartitions.verify|verify} messages.
         * @function encode
         * @memberof millrace.NewPartitions
         * @static
         * @param {millrace.NewPartitions.$Properties} message NewPartitions message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        NewPartitions.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.topic != null && $Object.hasOwnProperty.call(message, "topic") && message.topic !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.topic);
            if (message.totalCount != null && $Object.hasOwnProperty.call(message, "totalCount") && message.totalCount !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.totalCount);
            if (message.assignment != null && message.assignment.length)
                for (let i = 0; i < message.assignment.length; ++i)
                    $root.millrace.ReplicaList.encode(message.assignment[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a NewPartitions message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.NewPartitions
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.NewPartitions & millrace.NewPartitions.$Shape} NewPartitions
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        NewPartitions.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.NewPartitions();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.topic = value;
                        else
                            delete message.topic;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.totalCount = value;
                        else
                            delete message.totalCount;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.assignment && message.assignment.length))
                            message.assignment = [];
                        message.assignment.push($root.millrace.ReplicaList.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return NewPartitions;
    })();

    millrace.AlterConfigsRequest = (function() {

        /**
         * Properties of an AlterConfigsRequest.
         * @typedef {Object} millrace.AlterConfigsRequest.$Properties
         * @property {string|null} [requestId] AlterConfigsRequest requestId
         * @property {Array.<millrace.AlteredConfigs.$Properties>|null} [topics] AlterConfigsRequest topics
         * @property {boolean|null} [validateOnly] AlterConfigsRequest validateOnly
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an AlterConfigsRequest.
         * @memberof millrace
         * @interface IAlterConfigsRequest
         * @augments millrace.AlterConfigsRequest.$Properties
         * @deprecated Use millrace.AlterConfigsRequest.$Properties instead.
         */

        /**
         * Shape of an AlterConfigsRequest.
         * @typedef {millrace.AlterConfigsRequest.$Properties} millrace.AlterConfigsRequest.$Shape
         */

        /**
         * Constructs a new AlterConfigsRequest.
         * @memberof millrace
         * @classdesc Represents an AlterConfigsRequest.
         * @constructor
         * @param {millrace.AlterConfigsRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const AlterConfigsRequest = function (properties) {
            this.topics = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * AlterConfigsRequest requestId.
         * @member {string} requestId
         * @memberof millrace.AlterConfigsRequest
         * @instance
         */
        AlterConfigsRequest.prototype.requestId = "";

        /**
         * AlterConfigsRequest topics.
         * @member {Array.<millrace.AlteredConfigs.$Properties>} topics
         * @memberof millrace.AlterConfigsRequest
         * @instance
         */
        AlterConfigsRequest.prototype.topics = $util.emptyArray;

        /**
         * AlterConfigsRequest validateOnly.
         * @member {boolean} validateOnly
         * @memberof millrace.AlterConfigsRequest
         * @instance
         */
        AlterConfigsRequest.prototype.validateOnly = false;

        /**
         * Creates a new AlterConfigsRequest instance using the specified properties.
         * @function create
         * @memberof millrace.AlterConfigsRequest
         * @static
         * @param {millrace.AlterConfigsRequest.$Properties=} [properties] Properties to set
         * @returns {millrace.AlterConfigsRequest} AlterConfigsRequest instance
         * @type {{
         *   (properties: millrace.AlterConfigsRequest.$Shape): millrace.AlterConfigsRequest & millrace.AlterConfigsRequest.$Shape;
         *   (properties?: millrace.AlterConfigsRequest.$Properties): millrace.AlterConfigsRequest;
         * }}
         */
        AlterConfigsRequest.create = function(properties) {
            return new AlterConfigsRequest(properties);
        };

        /**
         * Encodes the specified AlterConfigsRequest message. Does not implicitly {@link millrace.AlterConfigsRequest.verify|verify} messages.
         * @function encode
         * @memberof millrace.AlterConfigsRequest
         * @static
         * @param {millrace.AlterConfigsRequest.$Properties} message AlterConfigsRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        AlterConfigsRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.requestId);
            if (message.topics != null && message.topics.length)
                for (let i = 0; i < message.topics.length; ++i)
                    $root.millrace.AlteredConfigs.encode(message.topics[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.validateOnly != null && $Object.hasOwnProperty.call(message, "validateOnly") && message.validateOnly !== false)
                writer.uint32(/* id 3, wireType 0 =*/24).bool(message.validateOnly);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an AlterConfigsRequest message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.AlterConfigsRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.AlterConfigsRequest & millrace.AlterConfigsRequest.$Shape} AlterConfigsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        AlterConfigsRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.AlterConfigsRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.requestId = value;
                        else
                            delete message.requestId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.topics && message.topics.length))
                            message.topics = [];
                        message.topics.push($root.millrace.AlteredConfigs.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.validateOnly = value;
                        else
                            delete message.validateOnly;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AlterConfigsRequest;
    })();

    millrace.AlteredConfigs = (function() {

        /**
         * Properties of an AlteredConfigs.
         * @typedef {Object} millrace.AlteredConfigs.$Properties
         * @property {string|null} [topic] AlteredConfigs topic
         * @property {Array.<millrace.ConfigChange.$Properties>|null} [changes] AlteredConfigs changes
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an AlteredConfigs.
         * @memberof millrace
         * @interface IAlteredConfigs
         * @augments millrace.AlteredConfigs.$Properties
         * @deprecated Use millrace.AlteredConfigs.$Properties instead.
         */

        /**
         * Shape of an AlteredConfigs.
         * @typedef {millrace.AlteredConfigs.$Properties} millrace.AlteredConfigs.$Shape
         */

        /**
         * Constructs a new AlteredConfigs.
         * @memberof millrace
         * @classdesc Represents an AlteredConfigs.
         * @constructor
         * @param {millrace.AlteredConfigs.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const AlteredConfigs = function (properties) {
            this.changes = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * AlteredConfigs topic.
         * @member {string} topic
         * @memberof millrace.AlteredConfigs
         * @instance
         */
        AlteredConfigs.prototype.topic = "";

        /**
         * AlteredConfigs changes.
         * @member {Array.<millrace.ConfigChange.$Properties>} changes
         * @memberof millrace.AlteredConfigs
         * @instance
         */
        AlteredConfigs.prototype.changes = $util.emptyArray;

        /**
         * Creates a new AlteredConfigs instance using the specified properties.
         * @function create
         * @memberof millrace.AlteredConfigs
         * @static
         * @param {millrace.AlteredConfigs.$Properties=} [properties] Properties to set
         * @returns {millrace.AlteredConfigs} AlteredConfigs instance
         * @type {{
         *   (properties: millrace.AlteredConfigs.$Shape): millrace.AlteredConfigs & millrace.AlteredConfigs.$Shape;
         *   (properties?: millrace.AlteredConfigs.$Properties): millrace.AlteredConfigs;
         * }}
         */
        AlteredConfigs.create = function(properties) {
            return new AlteredConfigs(properties);
        };

        /**
         * Encodes the specified AlteredConfigs message. Does not implicitly {@link millrace.AlteredConfigs.verify|verify} messages.
         * @function encode
         * @memberof millrace.AlteredConfigs
         * @static
         * @param {millrace.AlteredConfigs.$Properties} message AlteredConfigs message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        AlteredConfigs.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.topic != null && $Object.hasOwnProperty.call(message, "topic") && message.topic !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.topic);
            if (message.changes != null && message.changes.length)
                for (let i = 0; i < message.changes.length; ++i)
                    $root.millrace.ConfigChange.encode(message.changes[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an AlteredConfigs message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.AlteredConfigs
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.AlteredConfigs & millrace.AlteredConfigs.$Shape} AlteredConfigs
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        AlteredConfigs.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.AlteredConfigs();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.topic = value;
                        else
                            delete message.topic;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.changes && message.changes.length))
                            message.changes = [];
                        message.changes.push($root.millrace.ConfigChange.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AlteredConfigs;
    })();

    /**
     * ConfigOperation enum.
     * @name millrace.ConfigOperation
     * @enum {number}
     * @property {number} SET=0 SET value
     * @property {number} DELETE=1 DELETE value
     * @property {number} APPEND=2 APPEND value
     * @property {number} SUBTRACT=3 SUBTRACT value
     */
    millrace.ConfigOperation = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "SET"] = 0;
        values[valuesById[1] = "DELETE"] = 1;
        values[valuesById[2] = "APPEND"] = 2;
        values[valuesById[3] = "SUBTRACT"] = 3;
        return values;
    })();

    millrace.ConfigChange = (function() {

        /**
         * Properties of a ConfigChange.
         * @typedef {Object} millrace.ConfigChange.$Properties
         * @property {string|null} [name] ConfigChange name
         * @property {millrace.ConfigOperation|null} [operation] ConfigChange operation
         * @property {string|null} [value] ConfigChange value
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ConfigChange.
         * @memberof millrace
         * @interface IConfigChange
         * @augments millrace.ConfigChange.$Properties
         * @deprecated Use millrace.ConfigChange.$Properties instead.
         */

        /**
         * Shape of a ConfigChange.
         * @typedef {millrace.ConfigChange.$Properties} millrace.ConfigChange.$Shape
         */

        /**
         * Constructs a new ConfigChange.
         * @memberof millrace
         * @classdesc Represents a ConfigChange.
         * @constructor
         * @param {millrace.ConfigChange.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ConfigChange = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ConfigChange name.
         * @member {string} name
         * @memberof millrace.ConfigChange
         * @instance
         */
        ConfigChange.prototype.name = "";

        /**
         * ConfigChange operation.
         * @member {millrace.ConfigOperation} operation
         * @memberof millrace.ConfigChange
         * @instance
         */
        ConfigChange.prototype.operation = 0;

        /**
         * ConfigChange value.
         * @member {string} value
         * @memberof millrace.ConfigChange
         * @instance
         */
        ConfigChange.prototype.value = "";

        /**
         * Creates a new ConfigChange instance using the specified properties.
         * @function create
         * @memberof millrace.ConfigChange
         * @static
         * @param {millrace.ConfigChange.$Properties=} [properties] Properties to set
         * @returns {millrace.ConfigChange} ConfigChange instance
         * @type {{
         *   (properties: millrace.ConfigChange.$Shape): millrace.ConfigChange & millrace.ConfigChange.$Shape;
         *   (properties?: millrace.ConfigChange.$Properties): millrace.ConfigChange;
         * }}
         */
        ConfigChange.create = function(properties) {
            return new ConfigChange(properties);
        };

        /**
         * Encodes the specified ConfigChange message. Does not implicitly {@link millrace.ConfigChange.verify|verify} messages.
         * @function encode
         * @memberof millrace.ConfigChange
         * @static
         * @param {millrace.ConfigChange.$Properties} message ConfigChange message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ConfigChange.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.operation != null && $Object.hasOwnProperty.call(message, "operation") && message.operation !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).int32(message.operation);
            if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.value);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ConfigChange message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.ConfigChange
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.ConfigChange & millrace.ConfigChange.$Shape} ConfigChange
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ConfigChange.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.ConfigChange();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.operation = value;
                        else
                            delete message.operation;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.value = value;
                        else
                            delete message.value;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ConfigChange;
    })();

    /**
     * ElectionType enum.
     * @name millrace.ElectionType
     * @enum {number}
     * @property {number} PREFERRED=0 PREFERRED value
     * @property {number} UNCLEAN=1 UNCLEAN value
     */
    millrace.ElectionType = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "PREFERRED"] = 0;
        values[valuesById[1] = "UNCLEAN"] = 1;
        return values;
    })();

    millrace.ElectLeadersRequest = (function() {

        /**
         * Properties of an ElectLeadersRequest.
         * @typedef {Object} millrace.ElectLeadersRequest.$Properties
         * @property {string|null} [requestId] ElectLeadersRequest requestId
         * @property {millrace.ElectionType|null} [electionType] ElectLeadersRequest electionType
         * @property {Array.<millrace.TopicPartition.$Properties>|null} [partitions] ElectLeadersRequest partitions
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an ElectLeadersRequest.
         * @memberof millrace
         * @interface IElectLeadersRequest
         * @augments millrace.ElectLeadersRequest.$Properties
         * @deprecated Use millrace.ElectLeadersRequest.$Properties instead.
         */

        /**
         * Shape of an ElectLeadersRequest.
         * @typedef {millrace.ElectLeadersRequest.$Properties} millrace.ElectLeadersRequest.$Shape
         */

        /**
         * Constructs a new ElectLeadersRequest.
         * @memberof millrace
         * @classdesc Represents an ElectLeadersRequest.
         * @constructor
         * @param {millrace.ElectLeadersRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ElectLeadersRequest = function (properties) {
            this.partitions = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ElectLeadersRequest requestId.
         * @member {string} requestId
         * @memberof millrace.ElectLeadersRequest
         * @instance
         */
        ElectLeadersRequest.prototype.requestId = "";

        /**
         * ElectLeadersRequest electionType.
         * @member {millrace.ElectionType} electionType
         * @memberof millrace.ElectLeadersRequest
         * @instance
         */
        ElectLeadersRequest.prototype.electionType = 0;

        /**
         * ElectLeadersRequest partitions.
         * @member {Array.<millrace.TopicPartition.$Properties>} partitions
         * @memberof millrace.ElectLeadersRequest
         * @instance
         */
        ElectLeadersRequest.prototype.partitions = $util.emptyArray;

        /**
         * Creates a new ElectLeadersRequest instance using the specified properties.
         * @function create
         * @memberof millrace.ElectLeadersRequest
         * @static
         * @param {millrace.ElectLeadersRequest.$Properties=} [properties] Properties to set
         * @returns {millrace.ElectLeadersRequest} ElectLeadersRequest instance
         * @type {{
         *   (properties: millrace.ElectLeadersRequest.$Shape): millrace.ElectLeadersRequest & millrace.ElectLeadersRequest.$Shape;
         *   (properties?: millrace.ElectLeadersRequest.$Properties): millrace.ElectLeadersRequest;
         * }}
         */
        ElectLeadersRequest.create = function(properties) {
            return new ElectLeadersRequest(properties);
        };

        /**
         * Encodes the specified ElectLeadersRequest message. Does not implicitly {@link millrace.ElectLeadersRequest.verify|verify} messages.
         * @function encode
         * @memberof millrace.ElectLeadersRequest
         * @static
         * @param {millrace.ElectLeadersRequest.$Properties} message ElectLeadersRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ElectLeadersRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.requestId);
            if (message.electionType != null && $Object.hasOwnProperty.call(message, "electionType") && message.electionType !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).int32(message.electionType);
            if (message.partitions != null && message.partitions.length)
                for (let i = 0; i < message.partitions.length; ++i)
                    $root.millrace.TopicPartition.encode(message.partitions[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an ElectLeadersRequest message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.ElectLeadersRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.ElectLeadersRequest & millrace.ElectLeadersRequest.$Shape} ElectLeadersRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ElectLeadersRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.ElectLeadersRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.requestId = value;
                        else
                            delete message.requestId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.electionType = value;
                        else
                            delete message.electionType;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.partitions && message.partitions.length))
                            message.partitions = [];
                        message.partitions.push($root.millrace.TopicPartition.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ElectLeadersRequest;
    })();

    millrace.TopicPartition = (function() {

        /**
         * Properties of a TopicPartition.
         * @typedef {Object} millrace.TopicPartition.$Properties
         * @property {string|null} [topic] TopicPartition topic
         * @property {number|null} [partition] TopicPartition partition
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a TopicPartition.
         * @memberof millrace
         * @interface ITopicPartition
         * @augments millrace.TopicPartition.$Properties
         * @deprecated Use millrace.TopicPartition.$Properties instead.
         */

        /**
         * Shape of a TopicPartition.
         * @typedef {millrace.TopicPartition.$Properties} millrace.TopicPartition.$Shape
         */

        /**
         * Constructs a new TopicPartition.
         * @memberof millrace
         * @classdesc Represents a TopicPartition.
         * @constructor
         * @param {millrace.TopicPartition.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const TopicPartition = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * TopicPartition topic.
         * @member {string} topic
         * @memberof millrace.TopicPartition
         * @instance
         */
        TopicPartition.prototype.topic = "";

        /**
         * TopicPartition partition.
         * @member {number} partition
         * @memberof millrace.TopicPartition
         * @instance
         */
        TopicPartition.prototype.partition = 0;

        /**
         * Creates a new TopicPartition instance using the specified properties.
         * @function create
         * @memberof millrace.TopicPartition
         * @static
         * @param {millrace.TopicPartition.$Properties=} [properties] Properties to set
         * @returns {millrace.TopicPartition} TopicPartition instance
         * @type {{
         *   (properties: millrace.TopicPartition.$Shape): millrace.TopicPartition & millrace.TopicPartition.$Shape;
         *   (properties?: millrace.TopicPartition.$Properties): millrace.TopicPartition;
         * }}
         */
        TopicPartition.create = function(properties) {
            return new TopicPartition(properties);
        };

        /**
         * Encodes the specified TopicPartition message. Does not implicitly {@link millrace.TopicPartition.verify|verify} messages.
         * @function encode
         * @memberof millrace.TopicPartition
         * @static
         * @param {millrace.TopicPartition.$Properties} message TopicPartition message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        TopicPartition.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.topic != null && $Object.hasOwnProperty.call(message, "topic") && message.topic !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.topic);
            if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.partition);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a TopicPartition message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.TopicPartition
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.TopicPartition & millrace.TopicPartition.$Shape} TopicPartition
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        TopicPartition.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.TopicPartition();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.topic = value;
                        else
                            delete message.topic;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.partition = value;
                        else
                            delete message.partition;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TopicPartition;
    })();

    millrace.ControlledShutdownRequest = (function() {

        /**
         * Properties of a ControlledShutdownRequest.
         * @typedef {Object} millrace.ControlledShutdownRequest.$Properties
         * @property {string|null} [requestId] ControlledShutdownRequest requestId
         * @property {number|null} [brokerId] ControlledShutdownRequest brokerId
         * @property {number|null} [incarnation] ControlledShutdownRequest incarnation
         * @property {boolean|null} [force] ControlledShutdownRequest force
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ControlledShutdownRequest.
         * @memberof millrace
         * @interface IControlledShutdownRequest
         * @augments millrace.ControlledShutdownRequest.$Properties
         * @deprecated Use millrace.ControlledShutdownRequest.$Properties instead.
         */

        /**
         * Shape of a ControlledShutdownRequest.
         * @typedef {millrace.ControlledShutdownRequest.$Properties} millrace.ControlledShutdownRequest.$Shape
         */

        /**
         * Constructs a new ControlledShutdownRequest.
         * @memberof millrace
         * @classdesc Represents a ControlledShutdownRequest.
         * @constructor
         * @param {millrace.ControlledShutdownRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ControlledShutdownRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ControlledShutdownRequest requestId.
         * @member {string} requestId
         * @memberof millrace.ControlledShutdownRequest
         * @instance
         */
        ControlledShutdownRequest.prototype.requestId = "";

        /**
         * ControlledShutdownRequest brokerId.
         * @member {number} brokerId
         * @memberof millrace.ControlledShutdownRequest
         * @instance
         */
        ControlledShutdownRequest.prototype.brokerId = 0;

        /**
         * ControlledShutdownRequest incarnation.
         * @member {number} incarnation
         * @memberof millrace.ControlledShutdownRequest
         * @instance
         */
        ControlledShutdownRequest.prototype.incarnation = 0;

        /**
         * ControlledShutdownRequest force.
         * @member {boolean} force
         * @memberof millrace.ControlledShutdownRequest
         * @instance
         */
        ControlledShutdownRequest.prototype.force = false;

        /**
         * Creates a new ControlledShutdownRequest instance using the specified properties.
         * @function create
         * @memberof millrace.ControlledShutdownRequest
         * @static
         * @param {millrace.ControlledShutdownRequest.$Properties=} [properties] Properties to set
         * @returns {millrace.ControlledShutdownRequest} ControlledShutdownRequest instance
         * @type {{
         *   (properties: millrace.ControlledShutdownRequest.$Shape): millrace.ControlledShutdownRequest & millrace.ControlledShutdownRequest.$Shape;
         *   (properties?: millrace.ControlledShutdownRequest.$Properties): millrace.ControlledShutdownRequest;
         * }}
         */
        ControlledShutdownRequest.create = function(properties) {
            return new ControlledShutdownRequest(properties);
        };

        /**
         * Encodes the specified ControlledShutdownRequest message. Does not implicitly {@link millrace.ControlledShutdownRequest.verify|verify} messages.
         * @function encode
         * @memberof millrace.ControlledShutdownRequest
         * @static
         * @param {millrace.ControlledShutdownRequest.$Properties} message ControlledShutdownRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ControlledShutdownRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.requestId);
            if (message.brokerId != null && $Object.hasOwnProperty.call(message, "brokerId") && message.brokerId !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.brokerId);
            if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.incarnation);
            if (message.force != null && $Object.hasOwnProperty.call(message, "force") && message.force !== false)
                writer.uint32(/* id 4, wireType 0 =*/32).bool(message.force);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ControlledShutdownRequest message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.ControlledShutdownRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.ControlledShutdownRequest & millrace.ControlledShutdownRequest.$Shape} ControlledShutdownRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ControlledShutdownRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.ControlledShutdownRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.requestId = value;
                        else
                            delete message.requestId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.brokerId = value;
                        else
                            delete message.brokerId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.incarnation = value;
                        else
                            delete message.incarnation;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.force = value;
                        else
                            delete message.force;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ControlledShutdownRequest;
    })();

    millrace.AlterReassignmentsRequest = (function() {

        /**
         * Properties of an AlterReassignmentsRequest.
         * @typedef {Object} millrace.AlterReassignmentsRequest.$Properties
         * @property {string|null} [requestId] AlterReassignmentsRequest requestId
         * @property {Array.<millrace.Reassignment.$Properties>|null} [partitions] AlterReassignmentsRequest partitions
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an AlterReassignmentsRequest.
         * @memberof millrace
         * @interface IAlterReassignmentsRequest
         * @augments millrace.AlterReassignmentsRequest.$Properties
         * @deprecated Use millrace.AlterReassignmentsRequest.$Properties instead.
         */

        /**
         * Shape of an AlterReassignmentsRequest.
         * @typedef {millrace.AlterReassignmentsRequest.$Properties} millrace.AlterReassignmentsRequest.$Shape
         */

        /**
         * Constructs a new AlterReassignmentsRequest.
         * @memberof millrace
         * @classdesc Represents an AlterReassignmentsRequest.
         * @constructor
         * @param {millrace.AlterReassignmentsRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const AlterReassignmentsRequest = function (properties) {
            this.partitions = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * AlterReassignmentsRequest requestId.
         * @member {string} requestId
         * @memberof millrace.AlterReassignmentsRequest
         * @instance
         */
        AlterReassignmentsRequest.prototype.requestId = "";

        /**
         * AlterReassignmentsRequest partitions.
         * @member {Array.<millrace.Reassignment.$Properties>} partitions
         * @memberof millrace.AlterReassignmentsRequest
         * @instance
         */
        AlterReassignmentsRequest.prototype.partitions = $util.emptyArray;

        /**
         * Creates a new AlterReassignmentsRequest instance using the specified properties.
         * @function create
         * @memberof millrace.AlterReassignmentsRequest
         * @static
         * @param {millrace.AlterReassignmentsRequest.$Properties=} [properties] Properties to set
         * @returns {millrace.AlterReassignmentsRequest} AlterReassignmentsRequest instance
         * @type {{
         *   (properties: millrace.AlterReassignmentsRequest.$Shape): millrace.AlterReassignmentsRequest & millrace.AlterReassignmentsRequest.$Shape;
         *   (properties?: millrace.AlterReassignmentsRequest.$Properties): millrace.AlterReassignmentsRequest;
         * }}
         */
        AlterReassignmentsRequest.create = function(properties) {
            return new AlterReassignmentsRequest(properties);
        };

        /**
         * Encodes the specified AlterReassignmentsRequest message. Does not implicitly {@link millrace.AlterReassignmentsRequest.verify|verify} messages.
         * @function encode
         * @memberof millrace.AlterReassignmentsRequest
         * @static
         * @param {millrace.AlterReassignmentsRequest.$Properties} message AlterReassignmentsRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        AlterReassignmentsRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.requestId);
            if (message.partitions != null && message.partitions.length)
                for (let i = 0; i < message.partitions.length; ++i)
                    $root.millrace.Reassignment.encode(message.partitions[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an AlterReassignmentsRequest message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.AlterReassignmentsRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.AlterReassignmentsRequest & millrace.AlterReassignmentsRequest.$Shape} AlterReassignmentsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        AlterReassignmentsRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.AlterReassignmentsRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.requestId = value;
                        else
                            delete message.requestId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.partitions && message.partitions.length))
                            message.partitions = [];
                        message.partitions.push($root.millrace.Reassignment.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AlterReassignmentsRequest;
    })();

    millrace.Reassignment = (function() {

        /**
         * Properties of a Reassignment.
         * @typedef {Object} millrace.Reassignment.$Properties
         * @property {string|null} [topic] Reassignment topic
         * @property {number|null} [partition] Reassignment partition
         * @property {Array.<number>|null} [replicas] Reassignment replicas
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Reassignment.
         * @memberof millrace
         * @interface IReassignment
         * @augments millrace.Reassignment.$Properties
         * @deprecated Use millrace.Reassignment.$Properties instead.
         */

        /**
         * Shape of a Reassignment.
         * @typedef {millrace.Reassignment.$Properties} millrace.Reassignment.$Shape
         */

        /**
         * Constructs a new Reassignment.
         * @memberof millrace
         * @classdesc Represents a Reassignment.
         * @constructor
         * @param {millrace.Reassignment.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Reassignment = function (properties) {
            this.replicas = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Reassignment topic.
         * @member {string} topic
         * @memberof millrace.Reassignment
         * @instance
         */
        Reassignment.prototype.topic = "";

        /**
         * Reassignment partition.
         * @member {number} partition
         * @memberof millrace.Reassignment
         * @instance
         */
        Reassignment.prototype.partition = 0;

        /**
         * Reassignment replicas.
         * @member {Array.<number>} replicas
         * @memberof millrace.Reassignment
         * @instance
         */
        Reassignment.prototype.replicas = $util.emptyArray;

        /**
         * Creates a new Reassignment instance using the specified properties.
         * @function create
         * @memberof millrace.Reassignment
         * @static
         * @param {millrace.Reassignment.$Properties=} [properties] Properties to set
         * @returns {millrace.Reassignment} Reassignment instance
         * @type {{
         *   (properties: millrace.Reassignment.$Shape): millrace.Reassignment & millrace.Reassignment.$Shape;
         *   (properties?: millrace.Reassignment.$Properties): millrace.Reassignment;
         * }}
         */
        Reassignment.create = function(properties) {
            return new Reassignment(properties);
        };

        /**
         * Encodes the specified Reassignment message. Does not implicitly {@link millrace.Reassignment.verify|verify} messages.
         * @function encode
         * @memberof millrace.Reassignment
         * @static
         * @param {millrace.Reassignment.$Properties} message Reassignment message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Reassignment.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.topic != null && $Object.hasOwnProperty.call(message, "topic") && message.topic !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.topic);
            if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.partition);
            if (message.replicas != null && message.replicas.length)
                writer.uint32(/* id 3, wireType 2 =*/26).uint32s(message.replicas);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Reassignment message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.Reassignment
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.Reassignment & millrace.Reassignment.$Shape} Reassignment
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Reassignment.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.Reassignment();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.topic = value;
                        else
                            delete message.topic;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.partition = value;
                        else
                            delete message.partition;
                        continue;
                    }
                case 3: {
                        if (wireType === 2) {
                            if (!(message.replicas && message.replicas.length))
                                message.replicas = [];
                            reader.uint32s(message.replicas);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.replicas && message.replicas.length))
                            message.replicas = [];
                        message.replicas.push(reader.uint32());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Reassignment;
    })();

    millrace.Undelivered = (function() {

        /**
         * Properties of an Undelivered.
         * @typedef {Object} millrace.Undelivered.$Properties
         * @property {millrace.ErrorCode|null} [error] Undelivered error
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Undelivered.
         * @memberof millrace
         * @interface IUndelivered
         * @augments millrace.Undelivered.$Properties
         * @deprecated Use millrace.Undelivered.$Properties instead.
         */

        /**
         * Shape of an Undelivered.
         * @typedef {millrace.Undelivered.$Properties} millrace.Undelivered.$Shape
         */

        /**
         * Constructs a new Undelivered.
         * @memberof millrace
         * @classdesc Represents an Undelivered.
         * @constructor
         * @param {millrace.Undelivered.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Undelivered = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Undelivered error.
         * @member {millrace.ErrorCode} error
         * @memberof millrace.Undelivered
         * @instance
         */
        Undelivered.prototype.error = 0;

        /**
         * Creates a new Undelivered instance using the specified properties.
         * @function create
         * @memberof millrace.Undelivered
         * @static
         * @param {millrace.Undelivered.$Properties=} [properties] Properties to set
         * @returns {millrace.Undelivered} Undelivered instance
         * @type {{
         *   (properties: millrace.Undelivered.$Shape): millrace.Undelivered & millrace.Undelivered.$Shape;
         *   (properties?: millrace.Undelivered.$Properties): millrace.Undelivered;
         * }}
         */
        Undelivered.create = function(properties) {
            return new Undelivered(properties);
        };

        /**
         * Encodes the specified Undelivered message. Does not implicitly {@link millrace.Undelivered.verify|verify} messages.
         * @function encode
         * @memberof millrace.Undelivered
         * @static
         * @param {millrace.Undelivered.$Properties} message Undelivered message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Undelivered.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.error);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Undelivered message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.Undelivered
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.Undelivered & millrace.Undelivered.$Shape} Undelivered
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Undelivered.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.Undelivered();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.error = value;
                        else
                            delete message.error;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Undelivered;
    })();

    millrace.ReclaimReport = (function() {

        /**
         * Properties of a ReclaimReport.
         * @typedef {Object} millrace.ReclaimReport.$Properties
         * @property {number|null} [brokerId] ReclaimReport brokerId
         * @property {Array.<millrace.ReclaimedTopic.$Properties>|null} [topics] ReclaimReport topics
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ReclaimReport.
         * @memberof millrace
         * @interface IReclaimReport
         * @augments millrace.ReclaimReport.$Properties
         * @deprecated Use millrace.ReclaimReport.$Properties instead.
         */

        /**
         * Shape of a ReclaimReport.
         * @typedef {millrace.ReclaimReport.$Properties} millrace.ReclaimReport.$Shape
         */

        /**
         * Constructs a new ReclaimReport.
         * @memberof millrace
         * @classdesc Represents a ReclaimReport.
         * @constructor
         * @param {millrace.ReclaimReport.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ReclaimReport = function (properties) {
            this.topics = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ReclaimReport brokerId.
         * @member {number} brokerId
         * @memberof millrace.ReclaimReport
         * @instance
         */
        ReclaimReport.prototype.brokerId = 0;

        /**
         * ReclaimReport topics.
         * @member {Array.<millrace.ReclaimedTopic.$Properties>} topics
         * @memberof millrace.ReclaimReport
         * @instance
         */
        ReclaimReport.prototype.topics = $util.emptyArray;

        /**
         * Creates a new ReclaimReport instance using the specified properties.
         * @function create
         * @memberof millrace.ReclaimReport
         * @static
         * @param {millrace.ReclaimReport.$Properties=} [properties] Properties to set
         * @returns {millrace.ReclaimReport} ReclaimReport instance
         * @type {{
         *   (properties: millrace.ReclaimReport.$Shape): millrace.ReclaimReport & millrace.ReclaimReport.$Shape;
         *   (properties?: millrace.ReclaimReport.$Properties): millrace.ReclaimReport;
         * }}
         */
        ReclaimReport.create = function(properties) {
            return new ReclaimReport(properties);
        };

        /**
         * Encodes the specified ReclaimReport message. Does not implicitly {@link millrace.ReclaimReport.verify|verify} messages.
         * @function encode
         * @memberof millrace.ReclaimReport
         * @static
         * @param {millrace.ReclaimReport.$Properties} message ReclaimReport message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ReclaimReport.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.brokerId != null && $Object.hasOwnProperty.call(message, "brokerId") && message.brokerId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.brokerId);
            if (message.topics != null && message.topics.length)
                for (let i = 0; i < message.topics.length; ++i)
                    $root.millrace.ReclaimedTopic.encode(message.topics[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ReclaimReport message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.ReclaimReport
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.ReclaimReport & millrace.ReclaimReport.$Shape} ReclaimReport
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ReclaimReport.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.ReclaimReport();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.brokerId = value;
                        else
                            delete message.brokerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.topics && message.topics.length))
                            message.topics = [];
                        message.topics.push($root.millrace.ReclaimedTopic.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ReclaimReport;
    })();

    millrace.ReclaimedTopic = (function() {

        /**
         * Properties of a ReclaimedTopic.
         * @typedef {Object} millrace.ReclaimedTopic.$Properties
         * @property {number|null} [topicId] ReclaimedTopic topicId
         * @property {number|null} [records] ReclaimedTopic records
         * @property {number|null} [bytes] ReclaimedTopic bytes
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ReclaimedTopic.
         * @memberof millrace
         * @interface IReclaimedTopic
         * @augments millrace.ReclaimedTopic.$Properties
         * @deprecated Use millrace.ReclaimedTopic.$Properties instead.
         */

        /**
         * Shape of a ReclaimedTopic.
         * @typedef {millrace.ReclaimedTopic.$Properties} millrace.ReclaimedTopic.$Shape
         */

        /**
         * Constructs a new ReclaimedTopic.
         * @memberof millrace
         * @classdesc Represents a ReclaimedTopic.
         * @constructor
         * @param {millrace.ReclaimedTopic.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ReclaimedTopic = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ReclaimedTopic topicId.
         * @member {number} topicId
         * @memberof millrace.ReclaimedTopic
         * @instance
         */
        ReclaimedTopic.prototype.topicId = 0;

        /**
         * ReclaimedTopic records.
         * @member {number} records
         * @memberof millrace.ReclaimedTopic
         * @instance
         */
        ReclaimedTopic.prototype.records = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * ReclaimedTopic bytes.
         * @member {number} bytes
         * @memberof millrace.ReclaimedTopic
         * @instance
         */
        ReclaimedTopic.prototype.bytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * Creates a new ReclaimedTopic instance using the specified properties.
         * @function create
         * @memberof millrace.ReclaimedTopic
         * @static
         * @param {millrace.ReclaimedTopic.$Properties=} [properties] Properties to set
         * @returns {millrace.ReclaimedTopic} ReclaimedTopic instance
         * @type {{
         *   (properties: millrace.ReclaimedTopic.$Shape): millrace.ReclaimedTopic & millrace.ReclaimedTopic.$Shape;
         *   (properties?: millrace.ReclaimedTopic.$Properties): millrace.ReclaimedTopic;
         * }}
         */
        ReclaimedTopic.create = function(properties) {
            return new ReclaimedTopic(properties);
        };

        /**
         * Encodes the specified ReclaimedTopic message. Does not implicitly {@link millrace.ReclaimedTopic.verify|verify} messages.
         * @function encode
         * @memberof millrace.ReclaimedTopic
         * @static
         * @param {millrace.ReclaimedTopic.$Properties} message ReclaimedTopic message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ReclaimedTopic.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.topicId);
            if (message.records != null && $Object.hasOwnProperty.call(message, "records") && (typeof message.records === "object" ? message.records.low || message.records.high : message.records !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.records);
            if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && (typeof message.bytes === "object" ? message.bytes.low || message.bytes.high : message.bytes !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.bytes);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ReclaimedTopic message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.ReclaimedTopic
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.ReclaimedTopic & millrace.ReclaimedTopic.$Shape} ReclaimedTopic
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ReclaimedTopic.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.ReclaimedTopic();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.topicId = value;
                        else
                            delete message.topicId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.records = value;
                        else
                            delete message.records;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.bytes = value;
                        else
                            delete message.bytes;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ReclaimedTopic;
    })();

    millrace.SetHoldRequest = (function() {

        /**
         * Properties of a SetHoldRequest.
         * @typedef {Object} millrace.SetHoldRequest.$Properties
         * @property {number|null} [holdId] SetHoldRequest holdId
         * @property {Array.<millrace.PartitionId.$Properties>|null} [partitions] SetHoldRequest partitions
         * @property {string|null} [clientId] SetHoldRequest clientId
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SetHoldRequest.
         * @memberof millrace
         * @interface ISetHoldRequest
         * @augments millrace.SetHoldRequest.$Properties
         * @deprecated Use millrace.SetHoldRequest.$Properties instead.
         */

        /**
         * Shape of a SetHoldRequest.
         * @typedef {millrace.SetHoldRequest.$Properties} millrace.SetHoldRequest.$Shape
         */

        /**
         * Constructs a new SetHoldRequest.
         * @memberof millrace
         * @classdesc Represents a SetHoldRequest.
         * @constructor
         * @param {millrace.SetHoldRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SetHoldRequest = function (properties) {
            this.partitions = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SetHoldRequest holdId.
         * @member {number} holdId
         * @memberof millrace.SetHoldRequest
         * @instance
         */
        SetHoldRequest.prototype.holdId = 0;

        /**
         * SetHoldRequest partitions.
         * @member {Array.<millrace.PartitionId.$Properties>} partitions
         * @memberof millrace.SetHoldRequest
         * @instance
         */
        SetHoldRequest.prototype.partitions = $util.emptyArray;

        /**
         * SetHoldRequest clientId.
         * @member {string} clientId
         * @memberof millrace.SetHoldRequest
         * @instance
         */
        SetHoldRequest.prototype.clientId = "";

        /**
         * Creates a new SetHoldRequest instance using the specified properties.
         * @function create
         * @memberof millrace.SetHoldRequest
         * @static
         * @param {millrace.SetHoldRequest.$Properties=} [properties] Properties to set
         * @returns {millrace.SetHoldRequest} SetHoldRequest instance
         * @type {{
         *   (properties: millrace.SetHoldRequest.$Shape): millrace.SetHoldRequest & millrace.SetHoldRequest.$Shape;
         *   (properties?: millrace.SetHoldRequest.$Properties): millrace.SetHoldRequest;
         * }}
         */
        SetHoldRequest.create = function(properties) {
            return new SetHoldRequest(properties);
        };

        /**
         * Encodes the specified SetHoldRequest message. Does not implicitly {@link millrace.SetHoldRequest.verify|verify} messages.
         * @function encode
         * @memberof millrace.SetHoldRequest
         * @static
         * @param {millrace.SetHoldRequest.$Properties} message SetHoldRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SetHoldRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.holdId != null && $Object.hasOwnProperty.call(message, "holdId") && message.holdId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.holdId);
            if (message.partitions != null && message.partitions.length)
                for (let i = 0; i < message.partitions.length; ++i)
                    $root.millrace.PartitionId.encode(message.partitions[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.clientId != null && $Object.hasOwnProperty.call(message, "clientId") && message.clientId !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.clientId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SetHoldRequest message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.SetHoldRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.SetHoldRequest & millrace.SetHoldRequest.$Shape} SetHoldRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SetHoldRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.SetHoldRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.holdId = value;
                        else
                            delete message.holdId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.partitions && message.partitions.length))
                            message.partitions = [];
                        message.partitions.push($root.millrace.PartitionId.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.clientId = value;
                        else
                            delete message.clientId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SetHoldRequest;
    })();

    millrace.SetHoldResponse = (function() {

        /**
         * Properties of a SetHoldResponse.
         * @typedef {Object} millrace.SetHoldResponse.$Properties
         * @property {millrace.ErrorCode|null} [error] SetHoldResponse error
         * @property {number|null} [metadataVersion] SetHoldResponse metadataVersion
         * @property {string|null} [message] SetHoldResponse message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SetHoldResponse.
         * @memberof millrace
         * @interface ISetHoldResponse
         * @augments millrace.SetHoldResponse.$Properties
         * @deprecated Use millrace.SetHoldResponse.$Properties instead.
         */

        /**
         * Shape of a SetHoldResponse.
         * @typedef {millrace.SetHoldResponse.$Properties} millrace.SetHoldResponse.$Shape
         */

        /**
         * Constructs a new SetHoldResponse.
         * @memberof millrace
         * @classdesc Represents a SetHoldResponse.
         * @constructor
         * @param {millrace.SetHoldResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SetHoldResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SetHoldResponse error.
         * @member {millrace.ErrorCode} error
         * @memberof millrace.SetHoldResponse
         * @instance
         */
        SetHoldResponse.prototype.error = 0;

        /**
         * SetHoldResponse metadataVersion.
         * @member {number} metadataVersion
         * @memberof millrace.SetHoldResponse
         * @instance
         */
        SetHoldResponse.prototype.metadataVersion = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * SetHoldResponse message.
         * @member {string} message
         * @memberof millrace.SetHoldResponse
         * @instance
         */
        SetHoldResponse.prototype.message = "";

        /**
         * Creates a new SetHoldResponse instance using the specified properties.
         * @function create
         * @memberof millrace.SetHoldResponse
         * @static
         * @param {millrace.SetHoldResponse.$Properties=} [properties] Properties to set
         * @returns {millrace.SetHoldResponse} SetHoldResponse instance
         * @type {{
         *   (properties: millrace.SetHoldResponse.$Shape): millrace.SetHoldResponse & millrace.SetHoldResponse.$Shape;
         *   (properties?: millrace.SetHoldResponse.$Properties): millrace.SetHoldResponse;
         * }}
         */
        SetHoldResponse.create = function(properties) {
            return new SetHoldResponse(properties);
        };

        /**
         * Encodes the specified SetHoldResponse message. Does not implicitly {@link millrace.SetHoldResponse.verify|verify} messages.
         * @function encode
         * @memberof millrace.SetHoldResponse
         * @static
         * @param {millrace.SetHoldResponse.$Properties} message SetHoldResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SetHoldResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.error);
            if (message.metadataVersion != null && $Object.hasOwnProperty.call(message, "metadataVersion") && (typeof message.metadataVersion === "object" ? message.metadataVersion.low || message.metadataVersion.high : message.metadataVersion !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.metadataVersion);
            if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.message);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SetHoldResponse message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.SetHoldResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.SetHoldResponse & millrace.SetHoldResponse.$Shape} SetHoldResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SetHoldResponse.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.SetHoldResponse();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.error = value;
                        else
                            delete message.error;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.metadataVersion = value;
                        else
                            delete message.metadataVersion;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.message = value;
                        else
                            delete message.message;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SetHoldResponse;
    })();

    millrace.ProduceRequest = (function() {

        /**
         * Properties of a ProduceRequest.
         * @typedef {Object} millrace.ProduceRequest.$Properties
         * @property {number|null} [topicId] ProduceRequest topicId
         * @property {number|null} [partition] ProduceRequest partition
         * @property {number|null} [acks] ProduceRequest acks
         * @property {number|null} [leaderEpoch] ProduceRequest leaderEpoch
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ProduceRequest.
         * @memberof millrace
         * @interface IProduceRequest
         * @augments millrace.ProduceRequest.$Properties
         * @deprecated Use millrace.ProduceRequest.$Properties instead.
         */

        /**
         * Shape of a ProduceRequest.
         * @typedef {millrace.ProduceRequest.$Properties} millrace.ProduceRequest.$Shape
         */

        /**
         * Constructs a new ProduceRequest.
         * @memberof millrace
         * @classdesc Represents a ProduceRequest.
         * @constructor
         * @param {millrace.ProduceRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ProduceRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ProduceRequest topicId.
         * @member {number} topicId
         * @memberof millrace.ProduceRequest
         * @instance
         */
        ProduceRequest.prototype.topicId = 0;

        /**
         * ProduceRequest partition.
         * @member {number} partition
         * @memberof millrace.ProduceRequest
         * @instance
         */
        ProduceRequest.prototype.partition = 0;

        /**
         * ProduceRequest acks.
         * @member {number} acks
         * @memberof millrace.ProduceRequest
         * @instance
         */
        ProduceRequest.prototype.acks = 0;

        /**
         * ProduceRequest leaderEpoch.
         * @member {number} leaderEpoch
         * @memberof millrace.ProduceRequest
         * @instance
         */
        ProduceRequest.prototype.leaderEpoch = 0;

        /**
         * Creates a new ProduceRequest instance using the specified properties.
         * @function create
         * @memberof millrace.ProduceRequest
         * @static
         * @param {millrace.ProduceRequest.$Properties=} [properties] Properties to set
         * @returns {millrace.ProduceRequest} ProduceRequest instance
         * @type {{
         *   (properties: millrace.ProduceRequest.$Shape): millrace.ProduceRequest & millrace.ProduceRequest.$Shape;
         *   (properties?: millrace.ProduceRequest.$Properties): millrace.ProduceRequest;
         * }}
         */
        ProduceRequest.create = function(properties) {
            return new ProduceRequest(properties);
        };

        /**
         * Encodes the specified ProduceRequest message. Does not implicitly {@link millrace.ProduceRequest.verify|verify} messages.
         * @function encode
         * @memberof millrace.ProduceRequest
         * @static
         * @param {millrace.ProduceRequest.$Properties} message ProduceRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ProduceRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.topicId);
            if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.partition);
            if (message.acks != null && $Object.hasOwnProperty.call(message, "acks") && message.acks !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).sint32(message.acks);
            if (message.leaderEpoch != null && $Object.hasOwnProperty.call(message, "leaderEpoch") && message.leaderEpoch !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).sint32(message.leaderEpoch);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ProduceRequest message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.ProduceRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.ProduceRequest & millrace.ProduceRequest.$Shape} ProduceRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ProduceRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.ProduceRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.topicId = value;
                        else
                            delete message.topicId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.partition = value;
                        else
                            delete message.partition;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.acks = value;
                        else
                            delete message.acks;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.leaderEpoch = value;
                        else
                            delete message.leaderEpoch;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ProduceRequest;
    })();

    millrace.ProduceResponse = (function() {

        /**
         * Properties of a ProduceResponse.
         * @typedef {Object} millrace.ProduceResponse.$Properties
         * @property {millrace.ErrorCode|null} [error] ProduceResponse error
         * @property {number|null} [baseOffset] ProduceResponse baseOffset
         * @property {number|null} [logStartOffset] ProduceResponse logStartOffset
         * @property {number|null} [leaderEpoch] ProduceResponse leaderEpoch
         * @property {number|null} [logAppendTime] ProduceResponse logAppendTime
         * @property {string|null} [message] ProduceResponse message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ProduceResponse.
         * @memberof millrace
         * @interface IProduceResponse
         * @augments millrace.ProduceResponse.$Properties
         * @deprecated Use millrace.ProduceResponse.$Properties instead.
         */

        /**
         * Shape of a ProduceResponse.
         * @typedef {millrace.ProduceResponse.$Properties} millrace.ProduceResponse.$Shape
         */

        /**
         * Constructs a new ProduceResponse.
         * @memberof millrace
         * @classdesc Represents a ProduceResponse.
         * @constructor
         * @param {millrace.ProduceResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ProduceResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ProduceResponse error.
         * @member {millrace.ErrorCode} error
         * @memberof millrace.ProduceResponse
         * @instance
         */
        ProduceResponse.prototype.error = 0;

        /**
         * ProduceResponse baseOffset.
         * @member {number} baseOffset
         * @memberof millrace.ProduceResponse
         * @instance
         */
        ProduceResponse.prototype.baseOffset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ProduceResponse logStartOffset.
         * @member {number} logStartOffset
         * @memberof millrace.ProduceResponse
         * @instance
         */
        ProduceResponse.prototype.logStartOffset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ProduceResponse leaderEpoch.
         * @member {number} leaderEpoch
         * @memberof millrace.ProduceResponse
         * @instance
         */
        ProduceResponse.prototype.leaderEpoch = 0;

        /**
         * ProduceResponse logAppendTime.
         * @member {number} logAppendTime
         * @memberof millrace.ProduceResponse
         * @instance
         */
        ProduceResponse.prototype.logAppendTime = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ProduceResponse message.
         * @member {string} message
         * @memberof millrace.ProduceResponse
         * @instance
         */
        ProduceResponse.prototype.message = "";

        /**
         * Creates a new ProduceResponse instance using the specified properties.
         * @function create
         * @memberof millrace.ProduceResponse
         * @static
         * @param {millrace.ProduceResponse.$Properties=} [properties] Properties to set
         * @returns {millrace.ProduceResponse} ProduceResponse instance
         * @type {{
         *   (properties: millrace.ProduceResponse.$Shape): millrace.ProduceResponse & millrace.ProduceResponse.$Shape;
         *   (properties?: millrace.ProduceResponse.$Properties): millrace.ProduceResponse;
         * }}
         */
        ProduceResponse.create = function(properties) {
            return new ProduceResponse(properties);
        };

        /**
         * Encodes the specified ProduceResponse message. Does not implicitly {@link millrace.ProduceResponse.verify|verify} messages.
         * @function encode
         * @memberof millrace.ProduceResponse
         * @static
         * @param {millrace.ProduceResponse.$Properties} message ProduceResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ProduceResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.error);
            if (message.baseOffset != null && $Object.hasOwnProperty.call(message, "baseOffset") && (typeof message.baseOffset === "object" ? message.baseOffset.low || message.baseOffset.high : message.baseOffset !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).sint64(message.baseOffset);
            if (message.logStartOffset != null && $Object.hasOwnProperty.call(message, "logStartOffset") && (typeof message.logStartOffset === "object" ? message.logStartOffset.low || message.logStartOffset.high : message.logStartOffset !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).sint64(message.logStartOffset);
            if (message.leaderEpoch != null && $Object.hasOwnProperty.call(message, "leaderEpoch") && message.leaderEpoch !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).sint32(message.leaderEpoch);
            if (message.logAppendTime != null && $Object.hasOwnProperty.call(message, "logAppendTime") && (typeof message.logAppendTime === "object" ? message.logAppendTime.low || message.logAppendTime.high : message.logAppendTime !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).sint64(message.logAppendTime);
            if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                writer.uint32(/* id 6, wireType 2 =*/50).string(message.message);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ProduceResponse message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.ProduceResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.ProduceResponse & millrace.ProduceResponse.$Shape} ProduceResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ProduceResponse.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.ProduceResponse();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.error = value;
                        else
                            delete message.error;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.baseOffset = value;
                        else
                            delete message.baseOffset;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.logStartOffset = value;
                        else
                            delete message.logStartOffset;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.leaderEpoch = value;
                        else
                            delete message.leaderEpoch;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.logAppendTime = value;
                        else
                            delete message.logAppendTime;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.message = value;
                        else
                            delete message.message;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ProduceResponse;
    })();

    /**
     * FetcherRole enum.
     * @name millrace.FetcherRole
     * @enum {number}
     * @property {number} FOLLOWER=0 FOLLOWER value
     * @property {number} CONSUMER=1 CONSUMER value
     */
    millrace.FetcherRole = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "FOLLOWER"] = 0;
        values[valuesById[1] = "CONSUMER"] = 1;
        return values;
    })();

    millrace.FetchRequest = (function() {

        /**
         * Properties of a FetchRequest.
         * @typedef {Object} millrace.FetchRequest.$Properties
         * @property {millrace.FetcherRole|null} [role] FetchRequest role
         * @property {number|null} [brokerId] FetchRequest brokerId
         * @property {number|null} [brokerEpoch] FetchRequest brokerEpoch
         * @property {number|null} [sessionId] FetchRequest sessionId
         * @property {number|null} [sessionEpoch] FetchRequest sessionEpoch
         * @property {number|null} [maxBytes] FetchRequest maxBytes
         * @property {Array.<millrace.FetchPosition.$Properties>|null} [moved] FetchRequest moved
         * @property {Array.<millrace.PartitionId.$Properties>|null} [forgotten] FetchRequest forgotten
         * @property {Array.<millrace.PartitionId.$Properties>|null} [corrupt] FetchRequest corrupt
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a FetchRequest.
         * @memberof millrace
         * @interface IFetchRequest
         * @augments millrace.FetchRequest.$Properties
         * @deprecated Use millrace.FetchRequest.$Properties instead.
         */

        /**
         * Shape of a FetchRequest.
         * @typedef {millrace.FetchRequest.$Properties} millrace.FetchRequest.$Shape
         */

        /**
         * Constructs a new FetchRequest.
         * @memberof millrace
         * @classdesc Represents a FetchRequest.
         * @constructor
         * @param {millrace.FetchRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const FetchRequest = function (properties) {
            this.moved = [];
            this.forgotten = [];
            this.corrupt = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * FetchRequest role.
         * @member {millrace.FetcherRole} role
         * @memberof millrace.FetchRequest
         * @instance
         */
        FetchRequest.prototype.role = 0;

        /**
         * FetchRequest brokerId.
         * @member {number} brokerId
         * @memberof millrace.FetchRequest
         * @instance
         */
        FetchRequest.prototype.brokerId = 0;

        /**
         * FetchRequest brokerEpoch.
         * @member {number} brokerEpoch
         * @memberof millrace.FetchRequest
         * @instance
         */
        FetchRequest.prototype.brokerEpoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * FetchRequest sessionId.
         * @member {number} sessionId
         * @memberof millrace.FetchRequest
         * @instance
         */
        FetchRequest.prototype.sessionId = 0;

        /**
         * FetchRequest sessionEpoch.
         * @member {number} sessionEpoch
         * @memberof millrace.FetchRequest
         * @instance
         */
        FetchRequest.prototype.sessionEpoch = 0;

        /**
         * FetchRequest maxBytes.
         * @member {number} maxBytes
         * @memberof millrace.FetchRequest
         * @instance
         */
        FetchRequest.prototype.maxBytes = 0;

        /**
         * FetchRequest moved.
         * @member {Array.<millrace.FetchPosition.$Properties>} moved
         * @memberof millrace.FetchRequest
         * @instance
         */
        FetchRequest.prototype.moved = $util.emptyArray;

        /**
         * FetchRequest forgotten.
         * @member {Array.<millrace.PartitionId.$Properties>} forgotten
         * @memberof millrace.FetchRequest
         * @instance
         */
        FetchRequest.prototype.forgotten = $util.emptyArray;

        /**
         * FetchRequest corrupt.
         * @member {Array.<millrace.PartitionId.$Properties>} corrupt
         * @memberof millrace.FetchRequest
         * @instance
         */
        FetchRequest.prototype.corrupt = $util.emptyArray;

        /**
         * Creates a new FetchRequest instance using the specified properties.
         * @function create
         * @memberof millrace.FetchRequest
         * @static
         * @param {millrace.FetchRequest.$Properties=} [properties] Properties to set
         * @returns {millrace.FetchRequest} FetchRequest instance
         * @type {{
         *   (properties: millrace.FetchRequest.$Shape): millrace.FetchRequest & millrace.FetchRequest.$Shape;
         *   (properties?: millrace.FetchRequest.$Properties): millrace.FetchRequest;
         * }}
         */
        FetchRequest.create = function(properties) {
            return new FetchRequest(properties);
        };

        /**
         * Encodes the specified FetchRequest message. Does not implicitly {@link millrace.FetchRequest.verify|verify} messages.
         * @function encode
         * @memberof millrace.FetchRequest
         * @static
         * @param {millrace.FetchRequest.$Properties} message FetchRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        FetchRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.role);
            if (message.brokerId != null && $Object.hasOwnProperty.call(message, "brokerId") && message.brokerId !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.brokerId);
            if (message.brokerEpoch != null && $Object.hasOwnProperty.call(message, "brokerEpoch") && (typeof message.brokerEpoch === "object" ? message.brokerEpoch.low || message.brokerEpoch.high : message.brokerEpoch !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.brokerEpoch);
            if (message.sessionId != null && $Object.hasOwnProperty.call(message, "sessionId") && message.sessionId !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.sessionId);
            if (message.sessionEpoch != null && $Object.hasOwnProperty.call(message, "sessionEpoch") && message.sessionEpoch !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.sessionEpoch);
            if (message.maxBytes != null && $Object.hasOwnProperty.call(message, "maxBytes") && message.maxBytes !== 0)
                writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.maxBytes);
            if (message.moved != null && message.moved.length)
                for (let i = 0; i < message.moved.length; ++i)
                    $root.millrace.FetchPosition.encode(message.moved[i], writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.forgotten != null && message.forgotten.length)
                for (let i = 0; i < message.forgotten.length; ++i)
                    $root.millrace.PartitionId.encode(message.forgotten[i], writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
            if (message.corrupt != null && message.corrupt.length)
                for (let i = 0; i < message.corrupt.length; ++i)
                    $root.millrace.PartitionId.encode(message.corrupt[i], writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a FetchRequest message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.FetchRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.FetchRequest & millrace.FetchRequest.$Shape} FetchRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        FetchRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.FetchRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.role = value;
                        else
                            delete message.role;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.brokerId = value;
                        else
                            delete message.brokerId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.brokerEpoch = value;
                        else
                            delete message.brokerEpoch;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.sessionId = value;
                        else
                            delete message.sessionId;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.sessionEpoch = value;
                        else
                            delete message.sessionEpoch;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.maxBytes = value;
                        else
                            delete message.maxBytes;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if (!(message.moved && message.moved.length))
                            message.moved = [];
                        message.moved.push($root.millrace.FetchPosition.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if (!(message.forgotten && message.forgotten.length))
                            message.forgotten = [];
                        message.forgotten.push($root.millrace.PartitionId.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if (!(message.corrupt && message.corrupt.length))
                            message.corrupt = [];
                        message.corrupt.push($root.millrace.PartitionId.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return FetchRequest;
    })();

    millrace.FetchPosition = (function() {

        /**
         * Properties of a FetchPosition.
         * @typedef {Object} millrace.FetchPosition.$Properties
         * @property {number|null} [topicId] FetchPosition topicId
         * @property {number|null} [partition] FetchPosition partition
         * @property {number|null} [fetchOffset] FetchPosition fetchOffset
         * @property {number|null} [lastFetchedEpoch] FetchPosition lastFetchedEpoch
         * @property {number|null} [currentLeaderEpoch] FetchPosition currentLeaderEpoch
         * @property {number|null} [logStartOffset] FetchPosition logStartOffset
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a FetchPosition.
         * @memberof millrace
         * @interface IFetchPosition
         * @augments millrace.FetchPosition.$Properties
         * @deprecated Use millrace.FetchPosition.$Properties instead.
         */

        /**
         * Shape of a FetchPosition.
         * @typedef {millrace.FetchPosition.$Properties} millrace.FetchPosition.$Shape
         */

        /**
         * Constructs a new FetchPosition.
         * @memberof millrace
         * @classdesc Represents a FetchPosition.
         * @constructor
         * @param {millrace.FetchPosition.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const FetchPosition = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * FetchPosition topicId.
         * @member {number} topicId
         * @memberof millrace.FetchPosition
         * @instance
         */
        FetchPosition.prototype.topicId = 0;

        /**
         * FetchPosition partition.
         * @member {number} partition
         * @memberof millrace.FetchPosition
         * @instance
         */
        FetchPosition.prototype.partition = 0;

        /**
         * FetchPosition fetchOffset.
         * @member {number} fetchOffset
         * @memberof millrace.FetchPosition
         * @instance
         */
        FetchPosition.prototype.fetchOffset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * FetchPosition lastFetchedEpoch.
         * @member {number} lastFetchedEpoch
         * @memberof millrace.FetchPosition
         * @instance
         */
        FetchPosition.prototype.lastFetchedEpoch = 0;

        /**
         * FetchPosition currentLeaderEpoch.
         * @member {number} currentLeaderEpoch
         * @memberof millrace.FetchPosition
         * @instance
         */
        FetchPosition.prototype.currentLeaderEpoch = 0;

        /**
         * FetchPosition logStartOffset.
         * @member {number} logStartOffset
         * @memberof millrace.FetchPosition
         * @instance
         */
        FetchPosition.prototype.logStartOffset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new FetchPosition instance using the specified properties.
         * @function create
         * @memberof millrace.FetchPosition
         * @static
         * @param {millrace.FetchPosition.$Properties=} [properties] Properties to set
         * @returns {millrace.FetchPosition} FetchPosition instance
         * @type {{
         *   (properties: millrace.FetchPosition.$Shape): millrace.FetchPosition & millrace.FetchPosition.$Shape;
         *   (properties?: millrace.FetchPosition.$Properties): millrace.FetchPosition;
         * }}
         */
        FetchPosition.create = function(properties) {
            return new FetchPosition(properties);
        };

        /**
         * Encodes the specified FetchPosition message. Does not implicitly {@link millrace.FetchPosition.verify|verify} messages.
         * @function encode
         * @memberof millrace.FetchPosition
         * @static
         * @param {millrace.FetchPosition.$Properties} message FetchPosition message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        FetchPosition.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.topicId);
            if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.partition);
            if (message.fetchOffset != null && $Object.hasOwnProperty.call(message, "fetchOffset") && (typeof message.fetchOffset === "object" ? message.fetchOffset.low || message.fetchOffset.high : message.fetchOffset !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).sint64(message.fetchOffset);
            if (message.lastFetchedEpoch != null && $Object.hasOwnProperty.call(message, "lastFetchedEpoch") && message.lastFetchedEpoch !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).sint32(message.lastFetchedEpoch);
            if (message.currentLeaderEpoch != null && $Object.hasOwnProperty.call(message, "currentLeaderEpoch") && message.currentLeaderEpoch !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).sint32(message.currentLeaderEpoch);
            if (message.logStartOffset != null && $Object.hasOwnProperty.call(message, "logStartOffset") && (typeof message.logStartOffset === "object" ? message.logStartOffset.low || message.logStartOffset.high : message.logStartOffset !== 0))
                writer.uint32(/* id 6, wireType 0 =*/48).sint64(message.logStartOffset);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a FetchPosition message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.FetchPosition
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.FetchPosition & millrace.FetchPosition.$Shape} FetchPosition
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        FetchPosition.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.FetchPosition();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.topicId = value;
                        else
                            delete message.topicId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.partition = value;
                        else
                            delete message.partition;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.fetchOffset = value;
                        else
                            delete message.fetchOffset;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.lastFetchedEpoch = value;
                        else
                            delete message.lastFetchedEpoch;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.currentLeaderEpoch = value;
                        else
                            delete message.currentLeaderEpoch;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.logStartOffset = value;
                        else
                            delete message.logStartOffset;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return FetchPosition;
    })();

    millrace.FetchResponse = (function() {

        /**
         * Properties of a FetchResponse.
         * @typedef {Object} millrace.FetchResponse.$Properties
         * @property {millrace.ErrorCode|null} [error] FetchResponse error
         * @property {Array.<millrace.FetchedPartition.$Properties>|null} [partitions] FetchResponse partitions
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a FetchResponse.
         * @memberof millrace
         * @interface IFetchResponse
         * @augments millrace.FetchResponse.$Properties
         * @deprecated Use millrace.FetchResponse.$Properties instead.
         */

        /**
         * Shape of a FetchResponse.
         * @typedef {millrace.FetchResponse.$Properties} millrace.FetchResponse.$Shape
         */

        /**
         * Constructs a new FetchResponse.
         * @memberof millrace
         * @classdesc Represents a FetchResponse.
         * @constructor
         * @param {millrace.FetchResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const FetchResponse = function (properties) {
            this.partitions = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * FetchResponse error.
         * @member {millrace.ErrorCode} error
         * @memberof millrace.FetchResponse
         * @instance
         */
        FetchResponse.prototype.error = 0;

        /**
         * FetchResponse partitions.
         * @member {Array.<millrace.FetchedPartition.$Properties>} partitions
         * @memberof millrace.FetchResponse
         * @instance
         */
        FetchResponse.prototype.partitions = $util.emptyArray;

        /**
         * Creates a new FetchResponse instance using the specified properties.
         * @function create
         * @memberof millrace.FetchResponse
         * @static
         * @param {millrace.FetchResponse.$Properties=} [properties] Properties to set
         * @returns {millrace.FetchResponse} FetchResponse instance
         * @type {{
         *   (properties: millrace.FetchResponse.$Shape): millrace.FetchResponse & millrace.FetchResponse.$Shape;
         *   (properties?: millrace.FetchResponse.$Properties): millrace.FetchResponse;
         * }}
         */
        FetchResponse.create = function(properties) {
            return new FetchResponse(properties);
        };

        /**
         * Encodes the specified FetchResponse message. Does not implicitly {@link millrace.FetchResponse.verify|verify} messages.
         * @function encode
         * @memberof millrace.FetchResponse
         * @static
         * @param {millrace.FetchResponse.$Properties} message FetchResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        FetchResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.error);
            if (message.partitions != null && message.partitions.length)
                for (let i = 0; i < message.partitions.length; ++i)
                    $root.millrace.FetchedPartition.encode(message.partitions[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a FetchResponse message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.FetchResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.FetchResponse & millrace.FetchResponse.$Shape} FetchResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        FetchResponse.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.FetchResponse();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.error = value;
                        else
                            delete message.error;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.partitions && message.partitions.length))
                            message.partitions = [];
                        message.partitions.push($root.millrace.FetchedPartition.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return FetchResponse;
    })();

    millrace.FetchedPartition = (function() {

        /**
         * Properties of a FetchedPartition.
         * @typedef {Object} millrace.FetchedPartition.$Properties
         * @property {number|null} [topicId] FetchedPartition topicId
         * @property {number|null} [partition] FetchedPartition partition
         * @property {millrace.ErrorCode|null} [error] FetchedPartition error
         * @property {number|null} [highWatermark] FetchedPartition highWatermark
         * @property {number|null} [logStartOffset] FetchedPartition logStartOffset
         * @property {number|null} [attachmentBytes] FetchedPartition attachmentBytes
         * @property {Array.<millrace.Reference.$Properties>|null} [references] FetchedPartition references
         * @property {millrace.DivergingEpoch.$Properties|null} [diverging] FetchedPartition diverging
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a FetchedPartition.
         * @memberof millrace
         * @interface IFetchedPartition
         * @augments millrace.FetchedPartition.$Properties
         * @deprecated Use millrace.FetchedPartition.$Properties instead.
         */

        /**
         * Shape of a FetchedPartition.
         * @typedef {millrace.FetchedPartition.$Properties} millrace.FetchedPartition.$Shape
         */

        /**
         * Constructs a new FetchedPartition.
         * @memberof millrace
         * @classdesc Represents a FetchedPartition.
         * @constructor
         * @param {millrace.FetchedPartition.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const FetchedPartition = function (properties) {
            this.references = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * FetchedPartition topicId.
         * @member {number} topicId
         * @memberof millrace.FetchedPartition
         * @instance
         */
        FetchedPartition.prototype.topicId = 0;

        /**
         * FetchedPartition partition.
         * @member {number} partition
         * @memberof millrace.FetchedPartition
         * @instance
         */
        FetchedPartition.prototype.partition = 0;

        /**
         * FetchedPartition error.
         * @member {millrace.ErrorCode} error
         * @memberof millrace.FetchedPartition
         * @instance
         */
        FetchedPartition.prototype.error = 0;

        /**
         * FetchedPartition highWatermark.
         * @member {number} highWatermark
         * @memberof millrace.FetchedPartition
         * @instance
         */
        FetchedPartition.prototype.highWatermark = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * FetchedPartition logStartOffset.
         * @member {number} logStartOffset
         * @memberof millrace.FetchedPartition
         * @instance
         */
        FetchedPartition.prototype.logStartOffset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * FetchedPartition attachmentBytes.
         * @member {number} attachmentBytes
         * @memberof millrace.FetchedPartition
         * @instance
         */
        FetchedPartition.prototype.attachmentBytes = 0;

        /**
         * FetchedPartition references.
         * @member {Array.<millrace.Reference.$Properties>} references
         * @memberof millrace.FetchedPartition
         * @instance
         */
        FetchedPartition.prototype.references = $util.emptyArray;

        /**
         * FetchedPartition diverging.
         * @member {millrace.DivergingEpoch.$Properties|null|undefined} diverging
         * @memberof millrace.FetchedPartition
         * @instance
         */
        FetchedPartition.prototype.diverging = null;

        /**
         * Creates a new FetchedPartition instance using the specified properties.
         * @function create
         * @memberof millrace.FetchedPartition
         * @static
         * @param {millrace.FetchedPartition.$Properties=} [properties] Properties to set
         * @returns {millrace.FetchedPartition} FetchedPartition instance
         * @type {{
         *   (properties: millrace.FetchedPartition.$Shape): millrace.FetchedPartition & millrace.FetchedPartition.$Shape;
         *   (properties?: millrace.FetchedPartition.$Properties): millrace.FetchedPartition;
         * }}
         */
        FetchedPartition.create = function(properties) {
            return new FetchedPartition(properties);
        };

        /**
         * Encodes the specified FetchedPartition message. Does not implicitly {@link millrace.FetchedPartition.verify|verify} messages.
         * @function encode
         * @memberof millrace.FetchedPartition
         * @static
         * @param {millrace.FetchedPartition.$Properties} message FetchedPartition message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        FetchedPartition.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.topicId);
            if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.partition);
            if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).int32(message.error);
            if (message.highWatermark != null && $Object.hasOwnProperty.call(message, "highWatermark") && (typeof message.highWatermark === "object" ? message.highWatermark.low || message.highWatermark.high : message.highWatermark !== 0))
                writer.uint32(/* id 4, wireType 0 =*/32).sint64(message.highWatermark);
            if (message.logStartOffset != null && $Object.hasOwnProperty.call(message, "logStartOffset") && (typeof message.logStartOffset === "object" ? message.logStartOffset.low || message.logStartOffset.high : message.logStartOffset !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).sint64(message.logStartOffset);
            if (message.attachmentBytes != null && $Object.hasOwnProperty.call(message, "attachmentBytes") && message.attachmentBytes !== 0)
                writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.attachmentBytes);
            if (message.references != null && message.references.length)
                for (let i = 0; i < message.references.length; ++i)
                    $root.millrace.Reference.encode(message.references[i], writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.diverging != null && $Object.hasOwnProperty.call(message, "diverging"))
                $root.millrace.DivergingEpoch.encode(message.diverging, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a FetchedPartition message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.FetchedPartition
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.FetchedPartition & millrace.FetchedPartition.$Shape} FetchedPartition
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        FetchedPartition.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.FetchedPartition();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.topicId = value;
                        else
                            delete message.topicId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.partition = value;
                        else
                            delete message.partition;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.error = value;
                        else
                            delete message.error;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.highWatermark = value;
                        else
                            delete message.highWatermark;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.logStartOffset = value;
                        else
                            delete message.logStartOffset;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.attachmentBytes = value;
                        else
                            delete message.attachmentBytes;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if (!(message.references && message.references.length))
                            message.references = [];
                        message.references.push($root.millrace.Reference.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        message.diverging = $root.millrace.DivergingEpoch.decode(reader, reader.size(), $undefined, _depth + 1, message.diverging);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return FetchedPartition;
    })();

    millrace.Reference = (function() {

        /**
         * Properties of a Reference.
         * @typedef {Object} millrace.Reference.$Properties
         * @property {number|null} [address] Reference address
         * @property {number|null} [length] Reference length
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Reference.
         * @memberof millrace
         * @interface IReference
         * @augments millrace.Reference.$Properties
         * @deprecated Use millrace.Reference.$Properties instead.
         */

        /**
         * Shape of a Reference.
         * @typedef {millrace.Reference.$Properties} millrace.Reference.$Shape
         */

        /**
         * Constructs a new Reference.
         * @memberof millrace
         * @classdesc Represents a Reference.
         * @constructor
         * @param {millrace.Reference.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Reference = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Reference address.
         * @member {number} address
         * @memberof millrace.Reference
         * @instance
         */
        Reference.prototype.address = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * Reference length.
         * @member {number} length
         * @memberof millrace.Reference
         * @instance
         */
        Reference.prototype.length = 0;

        /**
         * Creates a new Reference instance using the specified properties.
         * @function create
         * @memberof millrace.Reference
         * @static
         * @param {millrace.Reference.$Properties=} [properties] Properties to set
         * @returns {millrace.Reference} Reference instance
         * @type {{
         *   (properties: millrace.Reference.$Shape): millrace.Reference & millrace.Reference.$Shape;
         *   (properties?: millrace.Reference.$Properties): millrace.Reference;
         * }}
         */
        Reference.create = function(properties) {
            return new Reference(properties);
        };

        /**
         * Encodes the specified Reference message. Does not implicitly {@link millrace.Reference.verify|verify} messages.
         * @function encode
         * @memberof millrace.Reference
         * @static
         * @param {millrace.Reference.$Properties} message Reference message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Reference.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.address != null && $Object.hasOwnProperty.call(message, "address") && (typeof message.address === "object" ? message.address.low || message.address.high : message.address !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.address);
            if (message.length != null && $Object.hasOwnProperty.call(message, "length") && message.length !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.length);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Reference message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.Reference
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.Reference & millrace.Reference.$Shape} Reference
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Reference.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.Reference();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.address = value;
                        else
                            delete message.address;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.length = value;
                        else
                            delete message.length;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Reference;
    })();

    millrace.DivergingEpoch = (function() {

        /**
         * Properties of a DivergingEpoch.
         * @typedef {Object} millrace.DivergingEpoch.$Properties
         * @property {number|null} [epoch] DivergingEpoch epoch
         * @property {number|null} [endOffset] DivergingEpoch endOffset
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a DivergingEpoch.
         * @memberof millrace
         * @interface IDivergingEpoch
         * @augments millrace.DivergingEpoch.$Properties
         * @deprecated Use millrace.DivergingEpoch.$Properties instead.
         */

        /**
         * Shape of a DivergingEpoch.
         * @typedef {millrace.DivergingEpoch.$Properties} millrace.DivergingEpoch.$Shape
         */

        /**
         * Constructs a new DivergingEpoch.
         * @memberof millrace
         * @classdesc Represents a DivergingEpoch.
         * @constructor
         * @param {millrace.DivergingEpoch.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const DivergingEpoch = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * DivergingEpoch epoch.
         * @member {number} epoch
         * @memberof millrace.DivergingEpoch
         * @instance
         */
        DivergingEpoch.prototype.epoch = 0;

        /**
         * DivergingEpoch endOffset.
         * @member {number} endOffset
         * @memberof millrace.DivergingEpoch
         * @instance
         */
        DivergingEpoch.prototype.endOffset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new DivergingEpoch instance using the specified properties.
         * @function create
         * @memberof millrace.DivergingEpoch
         * @static
         * @param {millrace.DivergingEpoch.$Properties=} [properties] Properties to set
         * @returns {millrace.DivergingEpoch} DivergingEpoch instance
         * @type {{
         *   (properties: millrace.DivergingEpoch.$Shape): millrace.DivergingEpoch & millrace.DivergingEpoch.$Shape;
         *   (properties?: millrace.DivergingEpoch.$Properties): millrace.DivergingEpoch;
         * }}
         */
        DivergingEpoch.create = function(properties) {
            return new DivergingEpoch(properties);
        };

        /**
         * Encodes the specified DivergingEpoch message. Does not implicitly {@link millrace.DivergingEpoch.verify|verify} messages.
         * @function encode
         * @memberof millrace.DivergingEpoch
         * @static
         * @param {millrace.DivergingEpoch.$Properties} message DivergingEpoch message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        DivergingEpoch.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).sint32(message.epoch);
            if (message.endOffset != null && $Object.hasOwnProperty.call(message, "endOffset") && (typeof message.endOffset === "object" ? message.endOffset.low || message.endOffset.high : message.endOffset !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).sint64(message.endOffset);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a DivergingEpoch message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.DivergingEpoch
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.DivergingEpoch & millrace.DivergingEpoch.$Shape} DivergingEpoch
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        DivergingEpoch.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.DivergingEpoch();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.epoch = value;
                        else
                            delete message.epoch;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.endOffset = value;
                        else
                            delete message.endOffset;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DivergingEpoch;
    })();

    millrace.ListOffsetsRequest = (function() {

        /**
         * Properties of a ListOffsetsRequest.
         * @typedef {Object} millrace.ListOffsetsRequest.$Properties
         * @property {number|null} [topicId] ListOffsetsRequest topicId
         * @property {number|null} [partition] ListOffsetsRequest partition
         * @property {number|null} [timestamp] ListOffsetsRequest timestamp
         * @property {number|null} [currentLeaderEpoch] ListOffsetsRequest currentLeaderEpoch
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ListOffsetsRequest.
         * @memberof millrace
         * @interface IListOffsetsRequest
         * @augments millrace.ListOffsetsRequest.$Properties
         * @deprecated Use millrace.ListOffsetsRequest.$Properties instead.
         */

        /**
         * Shape of a ListOffsetsRequest.
         * @typedef {millrace.ListOffsetsRequest.$Properties} millrace.ListOffsetsRequest.$Shape
         */

        /**
         * Constructs a new ListOffsetsRequest.
         * @memberof millrace
         * @classdesc Represents a ListOffsetsRequest.
         * @constructor
         * @param {millrace.ListOffsetsRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ListOffsetsRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ListOffsetsRequest topicId.
         * @member {number} topicId
         * @memberof millrace.ListOffsetsRequest
         * @instance
         */
        ListOffsetsRequest.prototype.topicId = 0;

        /**
         * ListOffsetsRequest partition.
         * @member {number} partition
         * @memberof millrace.ListOffsetsRequest
         * @instance
         */
        ListOffsetsRequest.prototype.partition = 0;

        /**
         * ListOffsetsRequest timestamp.
         * @member {number} timestamp
         * @memberof millrace.ListOffsetsRequest
         * @instance
         */
        ListOffsetsRequest.prototype.timestamp = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ListOffsetsRequest currentLeaderEpoch.
         * @member {number} currentLeaderEpoch
         * @memberof millrace.ListOffsetsRequest
         * @instance
         */
        ListOffsetsRequest.prototype.currentLeaderEpoch = 0;

        /**
         * Creates a new ListOffsetsRequest instance using the specified properties.
         * @function create
         * @memberof millrace.ListOffsetsRequest
         * @static
         * @param {millrace.ListOffsetsRequest.$Properties=} [properties] Properties to set
         * @returns {millrace.ListOffsetsRequest} ListOffsetsRequest instance
         * @type {{
         *   (properties: millrace.ListOffsetsRequest.$Shape): millrace.ListOffsetsRequest & millrace.ListOffsetsRequest.$Shape;
         *   (properties?: millrace.ListOffsetsRequest.$Properties): millrace.ListOffsetsRequest;
         * }}
         */
        ListOffsetsRequest.create = function(properties) {
            return new ListOffsetsRequest(properties);
        };

        /**
         * Encodes the specified ListOffsetsRequest message. Does not implicitly {@link millrace.ListOffsetsRequest.verify|verify} messages.
         * @function encode
         * @memberof millrace.ListOffsetsRequest
         * @static
         * @param {millrace.ListOffsetsRequest.$Properties} message ListOffsetsRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ListOffsetsRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.topicId);
            if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.partition);
            if (message.timestamp != null && $Object.hasOwnProperty.call(message, "timestamp") && (typeof message.timestamp === "object" ? message.timestamp.low || message.timestamp.high : message.timestamp !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).sint64(message.timestamp);
            if (message.currentLeaderEpoch != null && $Object.hasOwnProperty.call(message, "currentLeaderEpoch") && message.currentLeaderEpoch !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).sint32(message.currentLeaderEpoch);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ListOffsetsRequest message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.ListOffsetsRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.ListOffsetsRequest & millrace.ListOffsetsRequest.$Shape} ListOffsetsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ListOffsetsRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.ListOffsetsRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.topicId = value;
                        else
                            delete message.topicId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.partition = value;
                        else
                            delete message.partition;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.timestamp = value;
                        else
                            delete message.timestamp;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.currentLeaderEpoch = value;
                        else
                            delete message.currentLeaderEpoch;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ListOffsetsRequest;
    })();

    millrace.ListOffsetsResponse = (function() {

        /**
         * Properties of a ListOffsetsResponse.
         * @typedef {Object} millrace.ListOffsetsResponse.$Properties
         * @property {millrace.ErrorCode|null} [error] ListOffsetsResponse error
         * @property {number|null} [offset] ListOffsetsResponse offset
         * @property {number|null} [timestamp] ListOffsetsResponse timestamp
         * @property {number|null} [leaderEpoch] ListOffsetsResponse leaderEpoch
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ListOffsetsResponse.
         * @memberof millrace
         * @interface IListOffsetsResponse
         * @augments millrace.ListOffsetsResponse.$Properties
         * @deprecated Use millrace.ListOffsetsResponse.$Properties instead.
         */

        /**
         * Shape of a ListOffsetsResponse.
         * @typedef {millrace.ListOffsetsResponse.$Properties} millrace.ListOffsetsResponse.$Shape
         */

        /**
         * Constructs a new ListOffsetsResponse.
         * @memberof millrace
         * @classdesc Represents a ListOffsetsResponse.
         * @constructor
         * @param {millrace.ListOffsetsResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ListOffsetsResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ListOffsetsResponse error.
         * @member {millrace.ErrorCode} error
         * @memberof millrace.ListOffsetsResponse
         * @instance
         */
        ListOffsetsResponse.prototype.error = 0;

        /**
         * ListOffsetsResponse offset.
         * @member {number} offset
         * @memberof millrace.ListOffsetsResponse
         * @instance
         */
        ListOffsetsResponse.prototype.offset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ListOffsetsResponse timestamp.
         * @member {number} timestamp
         * @memberof millrace.ListOffsetsResponse
         * @instance
         */
        ListOffsetsResponse.prototype.timestamp = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ListOffsetsResponse leaderEpoch.
         * @member {number} leaderEpoch
         * @memberof millrace.ListOffsetsResponse
         * @instance
         */
        ListOffsetsResponse.prototype.leaderEpoch = 0;

        /**
         * Creates a new ListOffsetsResponse instance using the specified properties.
         * @function create
         * @memberof millrace.ListOffsetsResponse
         * @static
         * @param {millrace.ListOffsetsResponse.$Properties=} [properties] Properties to set
         * @returns {millrace.ListOffsetsResponse} ListOffsetsResponse instance
         * @type {{
         *   (properties: millrace.ListOffsetsResponse.$Shape): millrace.ListOffsetsResponse & millrace.ListOffsetsResponse.$Shape;
         *   (properties?: millrace.ListOffsetsResponse.$Properties): millrace.ListOffsetsResponse;
         * }}
         */
        ListOffsetsResponse.create = function(properties) {
            return new ListOffsetsResponse(properties);
        };

        /**
         * Encodes the specified ListOffsetsResponse message. Does not implicitly {@link millrace.ListOffsetsResponse.verify|verify} messages.
         * @function encode
         * @memberof millrace.ListOffsetsResponse
         * @static
         * @param {millrace.ListOffsetsResponse.$Properties} message ListOffsetsResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ListOffsetsResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.error);
            if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).sint64(message.offset);
            if (message.timestamp != null && $Object.hasOwnProperty.call(message, "timestamp") && (typeof message.timestamp === "object" ? message.timestamp.low || message.timestamp.high : message.timestamp !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).sint64(message.timestamp);
            if (message.leaderEpoch != null && $Object.hasOwnProperty.call(message, "leaderEpoch") && message.leaderEpoch !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).sint32(message.leaderEpoch);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ListOffsetsResponse message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.ListOffsetsResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.ListOffsetsResponse & millrace.ListOffsetsResponse.$Shape} ListOffsetsResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ListOffsetsResponse.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.ListOffsetsResponse();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.error = value;
                        else
                            delete message.error;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.offset = value;
                        else
                            delete message.offset;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.timestamp = value;
                        else
                            delete message.timestamp;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.leaderEpoch = value;
                        else
                            delete message.leaderEpoch;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ListOffsetsResponse;
    })();

    millrace.HoldPositions = (function() {

        /**
         * Properties of a HoldPositions.
         * @typedef {Object} millrace.HoldPositions.$Properties
         * @property {number|null} [holdId] HoldPositions holdId
         * @property {number|null} [metadataVersion] HoldPositions metadataVersion
         * @property {Array.<millrace.HoldPosition.$Properties>|null} [positions] HoldPositions positions
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a HoldPositions.
         * @memberof millrace
         * @interface IHoldPositions
         * @augments millrace.HoldPositions.$Properties
         * @deprecated Use millrace.HoldPositions.$Properties instead.
         */

        /**
         * Shape of a HoldPositions.
         * @typedef {millrace.HoldPositions.$Properties} millrace.HoldPositions.$Shape
         */

        /**
         * Constructs a new HoldPositions.
         * @memberof millrace
         * @classdesc Represents a HoldPositions.
         * @constructor
         * @param {millrace.HoldPositions.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const HoldPositions = function (properties) {
            this.positions = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * HoldPositions holdId.
         * @member {number} holdId
         * @memberof millrace.HoldPositions
         * @instance
         */
        HoldPositions.prototype.holdId = 0;

        /**
         * HoldPositions metadataVersion.
         * @member {number} metadataVersion
         * @memberof millrace.HoldPositions
         * @instance
         */
        HoldPositions.prototype.metadataVersion = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * HoldPositions positions.
         * @member {Array.<millrace.HoldPosition.$Properties>} positions
         * @memberof millrace.HoldPositions
         * @instance
         */
        HoldPositions.prototype.positions = $util.emptyArray;

        /**
         * Creates a new HoldPositions instance using the specified properties.
         * @function create
         * @memberof millrace.HoldPositions
         * @static
         * @param {millrace.HoldPositions.$Properties=} [properties] Properties to set
         * @returns {millrace.HoldPositions} HoldPositions instance
         * @type {{
         *   (properties: millrace.HoldPositions.$Shape): millrace.HoldPositions & millrace.HoldPositions.$Shape;
         *   (properties?: millrace.HoldPositions.$Properties): millrace.HoldPositions;
         * }}
         */
        HoldPositions.create = function(properties) {
            return new HoldPositions(properties);
        };

        /**
         * Encodes the specified HoldPositions message. Does not implicitly {@link millrace.HoldPositions.verify|verify} messages.
         * @function encode
         * @memberof millrace.HoldPositions
         * @static
         * @param {millrace.HoldPositions.$Properties} message HoldPositions message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        HoldPositions.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.holdId != null && $Object.hasOwnProperty.call(message, "holdId") && message.holdId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.holdId);
            if (message.metadataVersion != null && $Object.hasOwnProperty.call(message, "metadataVersion") && (typeof message.metadataVersion === "object" ? message.metadataVersion.low || message.metadataVersion.high : message.metadataVersion !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.metadataVersion);
            if (message.positions != null && message.positions.length)
                for (let i = 0; i < message.positions.length; ++i)
                    $root.millrace.HoldPosition.encode(message.positions[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a HoldPositions message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.HoldPositions
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.HoldPositions & millrace.HoldPositions.$Shape} HoldPositions
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        HoldPositions.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.HoldPositions();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.holdId = value;
                        else
                            delete message.holdId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.metadataVersion = value;
                        else
                            delete message.metadataVersion;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.positions && message.positions.length))
                            message.positions = [];
                        message.positions.push($root.millrace.HoldPosition.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return HoldPositions;
    })();

    millrace.HoldPosition = (function() {

        /**
         * Properties of a HoldPosition.
         * @typedef {Object} millrace.HoldPosition.$Properties
         * @property {number|null} [topicId] HoldPosition topicId
         * @property {number|null} [partition] HoldPosition partition
         * @property {number|null} [offset] HoldPosition offset
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a HoldPosition.
         * @memberof millrace
         * @interface IHoldPosition
         * @augments millrace.HoldPosition.$Properties
         * @deprecated Use millrace.HoldPosition.$Properties instead.
         */

        /**
         * Shape of a HoldPosition.
         * @typedef {millrace.HoldPosition.$Properties} millrace.HoldPosition.$Shape
         */

        /**
         * Constructs a new HoldPosition.
         * @memberof millrace
         * @classdesc Represents a HoldPosition.
         * @constructor
         * @param {millrace.HoldPosition.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const HoldPosition = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * HoldPosition topicId.
         * @member {number} topicId
         * @memberof millrace.HoldPosition
         * @instance
         */
        HoldPosition.prototype.topicId = 0;

        /**
         * HoldPosition partition.
         * @member {number} partition
         * @memberof millrace.HoldPosition
         * @instance
         */
        HoldPosition.prototype.partition = 0;

        /**
         * HoldPosition offset.
         * @member {number} offset
         * @memberof millrace.HoldPosition
         * @instance
         */
        HoldPosition.prototype.offset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new HoldPosition instance using the specified properties.
         * @function create
         * @memberof millrace.HoldPosition
         * @static
         * @param {millrace.HoldPosition.$Properties=} [properties] Properties to set
         * @returns {millrace.HoldPosition} HoldPosition instance
         * @type {{
         *   (properties: millrace.HoldPosition.$Shape): millrace.HoldPosition & millrace.HoldPosition.$Shape;
         *   (properties?: millrace.HoldPosition.$Properties): millrace.HoldPosition;
         * }}
         */
        HoldPosition.create = function(properties) {
            return new HoldPosition(properties);
        };

        /**
         * Encodes the specified HoldPosition message. Does not implicitly {@link millrace.HoldPosition.verify|verify} messages.
         * @function encode
         * @memberof millrace.HoldPosition
         * @static
         * @param {millrace.HoldPosition.$Properties} message HoldPosition message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        HoldPosition.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.topicId);
            if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.partition);
            if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).sint64(message.offset);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a HoldPosition message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.HoldPosition
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.HoldPosition & millrace.HoldPosition.$Shape} HoldPosition
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        HoldPosition.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.HoldPosition();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.topicId = value;
                        else
                            delete message.topicId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.partition = value;
                        else
                            delete message.partition;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.offset = value;
                        else
                            delete message.offset;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return HoldPosition;
    })();

    millrace.DeleteRecordsRequest = (function() {

        /**
         * Properties of a DeleteRecordsRequest.
         * @typedef {Object} millrace.DeleteRecordsRequest.$Properties
         * @property {number|null} [topicId] DeleteRecordsRequest topicId
         * @property {number|null} [partition] DeleteRecordsRequest partition
         * @property {number|null} [offset] DeleteRecordsRequest offset
         * @property {number|null} [leaderEpoch] DeleteRecordsRequest leaderEpoch
         * @property {number|null} [timeoutMs] DeleteRecordsRequest timeoutMs
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a DeleteRecordsRequest.
         * @memberof millrace
         * @interface IDeleteRecordsRequest
         * @augments millrace.DeleteRecordsRequest.$Properties
         * @deprecated Use millrace.DeleteRecordsRequest.$Properties instead.
         */

        /**
         * Shape of a DeleteRecordsRequest.
         * @typedef {millrace.DeleteRecordsRequest.$Properties} millrace.DeleteRecordsRequest.$Shape
         */

        /**
         * Constructs a new DeleteRecordsRequest.
         * @memberof millrace
         * @classdesc Represents a DeleteRecordsRequest.
         * @constructor
         * @param {millrace.DeleteRecordsRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const DeleteRecordsRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * DeleteRecordsRequest topicId.
         * @member {number} topicId
         * @memberof millrace.DeleteRecordsRequest
         * @instance
         */
        DeleteRecordsRequest.prototype.topicId = 0;

        /**
         * DeleteRecordsRequest partition.
         * @member {number} partition
         * @memberof millrace.DeleteRecordsRequest
         * @instance
         */
        DeleteRecordsRequest.prototype.partition = 0;

        /**
         * DeleteRecordsRequest offset.
         * @member {number} offset
         * @memberof millrace.DeleteRecordsRequest
         * @instance
         */
        DeleteRecordsRequest.prototype.offset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * DeleteRecordsRequest leaderEpoch.
         * @member {number} leaderEpoch
         * @memberof millrace.DeleteRecordsRequest
         * @instance
         */
        DeleteRecordsRequest.prototype.leaderEpoch = 0;

        /**
         * DeleteRecordsRequest timeoutMs.
         * @member {number} timeoutMs
         * @memberof millrace.DeleteRecordsRequest
         * @instance
         */
        DeleteRecordsRequest.prototype.timeoutMs = 0;

        /**
         * Creates a new DeleteRecordsRequest instance using the specified properties.
         * @function create
         * @memberof millrace.DeleteRecordsRequest
         * @static
         * @param {millrace.DeleteRecordsRequest.$Properties=} [properties] Properties to set
         * @returns {millrace.DeleteRecordsRequest} DeleteRecordsRequest instance
         * @type {{
         *   (properties: millrace.DeleteRecordsRequest.$Shape): millrace.DeleteRecordsRequest & millrace.DeleteRecordsRequest.$Shape;
         *   (properties?: millrace.DeleteRecordsRequest.$Properties): millrace.DeleteRecordsRequest;
         * }}
         */
        DeleteRecordsRequest.create = function(properties) {
            return new DeleteRecordsRequest(properties);
        };

        /**
         * Encodes the specified DeleteRecordsRequest message. Does not implicitly {@link millrace.DeleteRecordsRequest.verify|verify} messages.
         * @function encode
         * @memberof millrace.DeleteRecordsRequest
         * @static
         * @param {millrace.DeleteRecordsRequest.$Properties} message DeleteRecordsRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        DeleteRecordsRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.topicId);
            if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.partition);
            if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).sint64(message.offset);
            if (message.leaderEpoch != null && $Object.hasOwnProperty.call(message, "leaderEpoch") && message.leaderEpoch !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).sint32(message.leaderEpoch);
            if (message.timeoutMs != null && $Object.hasOwnProperty.call(message, "timeoutMs") && message.timeoutMs !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.timeoutMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a DeleteRecordsRequest message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.DeleteRecordsRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.DeleteRecordsRequest & millrace.DeleteRecordsRequest.$Shape} DeleteRecordsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        DeleteRecordsRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.DeleteRecordsRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.topicId = value;
                        else
                            delete message.topicId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.partition = value;
                        else
                            delete message.partition;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.offset = value;
                        else
                            delete message.offset;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.leaderEpoch = value;
                        else
                            delete message.leaderEpoch;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.timeoutMs = value;
                        else
                            delete message.timeoutMs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DeleteRecordsRequest;
    })();

    millrace.DeleteRecordsResponse = (function() {

        /**
         * Properties of a DeleteRecordsResponse.
         * @typedef {Object} millrace.DeleteRecordsResponse.$Properties
         * @property {millrace.ErrorCode|null} [error] DeleteRecordsResponse error
         * @property {number|null} [lowWatermark] DeleteRecordsResponse lowWatermark
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a DeleteRecordsResponse.
         * @memberof millrace
         * @interface IDeleteRecordsResponse
         * @augments millrace.DeleteRecordsResponse.$Properties
         * @deprecated Use millrace.DeleteRecordsResponse.$Properties instead.
         */

        /**
         * Shape of a DeleteRecordsResponse.
         * @typedef {millrace.DeleteRecordsResponse.$Properties} millrace.DeleteRecordsResponse.$Shape
         */

        /**
         * Constructs a new DeleteRecordsResponse.
         * @memberof millrace
         * @classdesc Represents a DeleteRecordsResponse.
         * @constructor
         * @param {millrace.DeleteRecordsResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const DeleteRecordsResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * DeleteRecordsResponse error.
         * @member {millrace.ErrorCode} error
         * @memberof millrace.DeleteRecordsResponse
         * @instance
         */
        DeleteRecordsResponse.prototype.error = 0;

        /**
         * DeleteRecordsResponse lowWatermark.
         * @member {number} lowWatermark
         * @memberof millrace.DeleteRecordsResponse
         * @instance
         */
        DeleteRecordsResponse.prototype.lowWatermark = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new DeleteRecordsResponse instance using the specified properties.
         * @function create
         * @memberof millrace.DeleteRecordsResponse
         * @static
         * @param {millrace.DeleteRecordsResponse.$Properties=} [properties] Properties to set
         * @returns {millrace.DeleteRecordsResponse} DeleteRecordsResponse instance
         * @type {{
         *   (properties: millrace.DeleteRecordsResponse.$Shape): millrace.DeleteRecordsResponse & millrace.DeleteRecordsResponse.$Shape;
         *   (properties?: millrace.DeleteRecordsResponse.$Properties): millrace.DeleteRecordsResponse;
         * }}
         */
        DeleteRecordsResponse.create = function(properties) {
            return new DeleteRecordsResponse(properties);
        };

        /**
         * Encodes the specified DeleteRecordsResponse message. Does not implicitly {@link millrace.DeleteRecordsResponse.verify|verify} messages.
         * @function encode
         * @memberof millrace.DeleteRecordsResponse
         * @static
         * @param {millrace.DeleteRecordsResponse.$Properties} message DeleteRecordsResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        DeleteRecordsResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.error);
            if (message.lowWatermark != null && $Object.hasOwnProperty.call(message, "lowWatermark") && (typeof message.lowWatermark === "object" ? message.lowWatermark.low || message.lowWatermark.high : message.lowWatermark !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).sint64(message.lowWatermark);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a DeleteRecordsResponse message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.DeleteRecordsResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.DeleteRecordsResponse & millrace.DeleteRecordsResponse.$Shape} DeleteRecordsResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        DeleteRecordsResponse.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.DeleteRecordsResponse();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.error = value;
                        else
                            delete message.error;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.lowWatermark = value;
                        else
                            delete message.lowWatermark;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DeleteRecordsResponse;
    })();

    millrace.MetadataRecord = (function() {

        /**
         * Properties of a MetadataRecord.
         * @typedef {Object} millrace.MetadataRecord.$Properties
         * @property {millrace.SupervisorStarted.$Properties|null} [supervisorStarted] MetadataRecord supervisorStarted
         * @property {millrace.BrokerRegistered.$Properties|null} [brokerRegistered] MetadataRecord brokerRegistered
         * @property {millrace.BrokerFenced.$Properties|null} [brokerFenced] MetadataRecord brokerFenced
         * @property {millrace.TopicCreated.$Properties|null} [topicCreated] MetadataRecord topicCreated
         * @property {millrace.PartitionChanged.$Properties|null} [partitionChanged] MetadataRecord partitionChanged
         * @property {millrace.ProducerIdAllocated.$Properties|null} [producerIdAllocated] MetadataRecord producerIdAllocated
         * @property {millrace.RequestAnswered.$Properties|null} [requestAnswered] MetadataRecord requestAnswered
         * @property {millrace.TopicDeleted.$Properties|null} [topicDeleted] MetadataRecord topicDeleted
         * @property {millrace.TopicConfigsChanged.$Properties|null} [topicConfigsChanged] MetadataRecord topicConfigsChanged
         * @property {millrace.SnapshotStarted.$Properties|null} [snapshotStarted] MetadataRecord snapshotStarted
         * @property {millrace.BrokerShutdownStarted.$Properties|null} [brokerShutdownStarted] MetadataRecord brokerShutdownStarted
         * @property {millrace.ReplicaDamaged.$Properties|null} [replicaDamaged] MetadataRecord replicaDamaged
         * @property {millrace.RecordsReclaimed.$Properties|null} [recordsReclaimed] MetadataRecord recordsReclaimed
         * @property {millrace.HoldChanged.$Properties|null} [holdChanged] MetadataRecord holdChanged
         * @property {"supervisorStarted"|"brokerRegistered"|"brokerFenced"|"topicCreated"|"partitionChanged"|"producerIdAllocated"|"requestAnswered"|"topicDeleted"|"topicConfigsChanged"|"snapshotStarted"|"brokerShutdownStarted"|"replicaDamaged"|"recordsReclaimed"|"holdChanged"} [record] MetadataRecord record
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a MetadataRecord.
         * @memberof millrace
         * @interface IMetadataRecord
         * @augments millrace.MetadataRecord.$Properties
         * @deprecated Use millrace.MetadataRecord.$Properties instead.
         */

        /**
         * Narrowed shape of a MetadataRecord.
         * @typedef {{
         *   supervisorStarted?: millrace.SupervisorStarted.$Shape|null;
         *   brokerRegistered?: millrace.BrokerRegistered.$Shape|null;
         *   brokerFenced?: millrace.BrokerFenced.$Shape|null;
         *   topicCreated?: millrace.TopicCreated.$Shape|null;
         *   partitionChanged?: millrace.PartitionChanged.$Shape|null;
         *   producerIdAllocated?: millrace.ProducerIdAllocated.$Shape|null;
         *   requestAnswered?: millrace.RequestAnswered.$Shape|null;
         *   topicDeleted?: millrace.TopicDeleted.$Shape|null;
         *   topicConfigsChanged?: millrace.TopicConfigsChanged.$Shape|null;
         *   snapshotStarted?: millrace.SnapshotStarted.$Shape|null;
         *   brokerShutdownStarted?: millrace.BrokerShutdownStarted.$Shape|null;
         *   replicaDamaged?: millrace.ReplicaDamaged.$Shape|null;
         *   recordsReclaimed?: millrace.RecordsReclaimed.$Shape|null;
         *   holdChanged?: millrace.HoldChanged.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ record?: undefined; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "supervisorStarted"; supervisorStarted: millrace.SupervisorStarted.$Shape; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "brokerRegistered"; supervisorStarted?: null; brokerRegistered: millrace.BrokerRegistered.$Shape; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "brokerFenced"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced: millrace.BrokerFenced.$Shape; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "topicCreated"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated: millrace.TopicCreated.$Shape; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "partitionChanged"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged: millrace.PartitionChanged.$Shape; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "producerIdAllocated"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated: millrace.ProducerIdAllocated.$Shape; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "requestAnswered"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered: millrace.RequestAnswered.$Shape; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "topicDeleted"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted: millrace.TopicDeleted.$Shape; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "topicConfigsChanged"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged: millrace.TopicConfigsChanged.$Shape; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "snapshotStarted"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted: millrace.SnapshotStarted.$Shape; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "brokerShutdownStarted"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted: millrace.BrokerShutdownStarted.$Shape; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "replicaDamaged"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged: millrace.ReplicaDamaged.$Shape; recordsReclaimed?: null; holdChanged?: null }|{ record?: "recordsReclaimed"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed: millrace.RecordsReclaimed.$Shape; holdChanged?: null }|{ record?: "holdChanged"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged: millrace.HoldChanged.$Shape })
         * )} millrace.MetadataRecord.$Shape
         */

        /**
         * Constructs a new MetadataRecord.
         * @memberof millrace
         * @classdesc Represents a MetadataRecord.
         * @constructor
         * @param {millrace.MetadataRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const MetadataRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * MetadataRecord supervisorStarted.
         * @member {millrace.SupervisorStarted.$Properties|null|undefined} supervisorStarted
         * @memberof millrace.MetadataRecord
         * @instance
         */
        MetadataRecord.prototype.supervisorStarted = null;

        /**
         * MetadataRecord brokerRegistered.
         * @member {millrace.BrokerRegistered.$Properties|null|undefined} brokerRegistered
         * @memberof millrace.MetadataRecord
         * @instance
         */
        MetadataRecord.prototype.brokerRegistered = null;

        /**
         * MetadataRecord brokerFenced.
         * @member {millrace.BrokerFenced.$Properties|null|undefined} brokerFenced
         * @memberof millrace.MetadataRecord
         * @instance
         */
        MetadataRecord.prototype.brokerFenced = null;

        /**
         * MetadataRecord topicCreated.
         * @member {millrace.TopicCreated.$Properties|null|undefined} topicCreated
         * @memberof millrace.MetadataRecord
         * @instance
         */
        MetadataRecord.prototype.topicCreated = null;

        /**
         * MetadataRecord partitionChanged.
         * @member {millrace.PartitionChanged.$Properties|null|undefined} partitionChanged
         * @memberof millrace.MetadataRecord
         * @instance
         */
        MetadataRecord.prototype.partitionChanged = null;

        /**
         * MetadataRecord producerIdAllocated.
         * @member {millrace.ProducerIdAllocated.$Properties|null|undefined} producerIdAllocated
         * @memberof millrace.MetadataRecord
         * @instance
         */
        MetadataRecord.prototype.producerIdAllocated = null;

        /**
         * MetadataRecord requestAnswered.
         * @member {millrace.RequestAnswered.$Properties|null|undefined} requestAnswered
         * @memberof millrace.MetadataRecord
         * @instance
         */
        MetadataRecord.prototype.requestAnswered = null;

        /**
         * MetadataRecord topicDeleted.
         * @member {millrace.TopicDeleted.$Properties|null|undefined} topicDeleted
         * @memberof millrace.MetadataRecord
         * @instance
         */
        MetadataRecord.prototype.topicDeleted = null;

        /**
         * MetadataRecord topicConfigsChanged.
         * @member {millrace.TopicConfigsChanged.$Properties|null|undefined} topicConfigsChanged
         * @memberof millrace.MetadataRecord
         * @instance
         */
        MetadataRecord.prototype.topicConfigsChanged = null;

        /**
         * MetadataRecord snapshotStarted.
         * @member {millrace.SnapshotStarted.$Properties|null|undefined} snapshotStarted
         * @memberof millrace.MetadataRecord
         * @instance
         */
        MetadataRecord.prototype.snapshotStarted = null;

        /**
         * MetadataRecord brokerShutdownStarted.
         * @member {millrace.BrokerShutdownStarted.$Properties|null|undefined} brokerShutdownStarted
         * @memberof millrace.MetadataRecord
         * @instance
         */
        MetadataRecord.prototype.brokerShutdownStarted = null;

        /**
         * MetadataRecord replicaDamaged.
         * @member {millrace.ReplicaDamaged.$Properties|null|undefined} replicaDamaged
         * @memberof millrace.MetadataRecord
         * @instance
         */
        MetadataRecord.prototype.replicaDamaged = null;

        /**
         * MetadataRecord recordsReclaimed.
         * @member {millrace.RecordsReclaimed.$Properties|null|undefined} recordsReclaimed
         * @memberof millrace.MetadataRecord
         * @instance
         */
        MetadataRecord.prototype.recordsReclaimed = null;

        /**
         * MetadataRecord holdChanged.
         * @member {millrace.HoldChanged.$Properties|null|undefined} holdChanged
         * @memberof millrace.MetadataRecord
         * @instance
         */
        MetadataRecord.prototype.holdChanged = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * MetadataRecord record.
         * @member {"supervisorStarted"|"brokerRegistered"|"brokerFenced"|"topicCreated"|"partitionChanged"|"producerIdAllocated"|"requestAnswered"|"topicDeleted"|"topicConfigsChanged"|"snapshotStarted"|"brokerShutdownStarted"|"replicaDamaged"|"recordsReclaimed"|"holdChanged"|undefined} record
         * @memberof millrace.MetadataRecord
         * @instance
         */
        $Object.defineProperty(MetadataRecord.prototype, "record", {
            get: $util.oneOfGetter($oneOfFields = ["supervisorStarted", "brokerRegistered", "brokerFenced", "topicCreated", "partitionChanged", "producerIdAllocated", "requestAnswered", "topicDeleted", "topicConfigsChanged", "snapshotStarted", "brokerShutdownStarted", "replicaDamaged", "recordsReclaimed", "holdChanged"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Creates a new MetadataRecord instance using the specified properties.
         * @function create
         * @memberof millrace.MetadataRecord
         * @static
         * @param {millrace.MetadataRecord.$Properties=} [properties] Properties to set
         * @returns {millrace.MetadataRecord} MetadataRecord instance
         * @type {{
         *   (properties: millrace.MetadataRecord.$Shape): millrace.MetadataRecord & millrace.MetadataRecord.$Shape;
         *   (properties?: millrace.MetadataRecord.$Properties): millrace.MetadataRecord;
         * }}
         */
        MetadataRecord.create = function(properties) {
            return new MetadataRecord(properties);
        };

        /**
         * Encodes the specified MetadataRecord message. Does not implicitly {@link millrace.MetadataRecord.verify|verify} messages.
         * @function encode
         * @memberof millrace.MetadataRecord
         * @static
         * @param {millrace.MetadataRecord.$Properties} message MetadataRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        MetadataRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.supervisorStarted != null && $Object.hasOwnProperty.call(message, "supervisorStarted"))
                $root.millrace.SupervisorStarted.encode(message.supervisorStarted, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.brokerRegistered != null && $Object.hasOwnProperty.call(message, "brokerRegistered"))
                $root.millrace.BrokerRegistered.encode(message.brokerRegistered, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.brokerFenced != null && $Object.hasOwnProperty.call(message, "brokerFenced"))
                $root.millrace.BrokerFenced.encode(message.brokerFenced, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.topicCreated != null && $Object.hasOwnProperty.call(message, "topicCreated"))
                $root.millrace.TopicCreated.encode(message.topicCreated, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.partitionChanged != null && $Object.hasOwnProperty.call(message, "partitionChanged"))
                $root.millrace.PartitionChanged.encode(message.partitionChanged, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.producerIdAllocated != null && $Object.hasOwnProperty.call(message, "producerIdAllocated"))
                $root.millrace.ProducerIdAllocated.encode(message.producerIdAllocated, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.requestAnswered != null && $Object.hasOwnProperty.call(message, "requestAnswered"))
                $root.millrace.RequestAnswered.encode(message.requestAnswered, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.topicDeleted != null && $Object.hasOwnProperty.call(message, "topicDeleted"))
                $root.millrace.TopicDeleted.encode(message.topicDeleted, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
            if (message.topicConfigsChanged != null && $Object.hasOwnProperty.call(message, "topicConfigsChanged"))
                $root.millrace.TopicConfigsChanged.encode(message.topicConfigsChanged, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
            if (message.snapshotStarted != null && $Object.hasOwnProperty.call(message, "snapshotStarted"))
                $root.millrace.SnapshotStarted.encode(message.snapshotStarted, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
            if (message.brokerShutdownStarted != null && $Object.hasOwnProperty.call(message, "brokerShutdownStarted"))
                $root.millrace.BrokerShutdownStarted.encode(message.brokerShutdownStarted, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
            if (message.replicaDamaged != null && $Object.hasOwnProperty.call(message, "replicaDamaged"))
                $root.millrace.ReplicaDamaged.encode(message.replicaDamaged, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
            if (message.recordsReclaimed != null && $Object.hasOwnProperty.call(message, "recordsReclaimed"))
                $root.millrace.RecordsReclaimed.encode(message.recordsReclaimed, writer.uint32(/* id 32, wireType 2 =*/258).fork(), _depth + 1).ldelim();
            if (message.holdChanged != null && $Object.hasOwnProperty.call(message, "holdChanged"))
                $root.millrace.HoldChanged.encode(message.holdChanged, writer.uint32(/* id 33, wireType 2 =*/266).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a MetadataRecord message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.MetadataRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.MetadataRecord & millrace.MetadataRecord.$Shape} MetadataRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        MetadataRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.MetadataRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.supervisorStarted = $root.millrace.SupervisorStarted.decode(reader, reader.size(), $undefined, _depth + 1, message.supervisorStarted);
                        message.record = "supervisorStarted";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.brokerRegistered = $root.millrace.BrokerRegistered.decode(reader, reader.size(), $undefined, _depth + 1, message.brokerRegistered);
                        message.record = "brokerRegistered";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.brokerFenced = $root.millrace.BrokerFenced.decode(reader, reader.size(), $undefined, _depth + 1, message.brokerFenced);
                        message.record = "brokerFenced";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.topicCreated = $root.millrace.TopicCreated.decode(reader, reader.size(), $undefined, _depth + 1, message.topicCreated);
                        message.record = "topicCreated";
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.partitionChanged = $root.millrace.PartitionChanged.decode(reader, reader.size(), $undefined, _depth + 1, message.partitionChanged);
                        message.record = "partitionChanged";
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.producerIdAllocated = $root.millrace.ProducerIdAllocated.decode(reader, reader.size(), $undefined, _depth + 1, message.producerIdAllocated);
                        message.record = "producerIdAllocated";
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        message.requestAnswered = $root.millrace.RequestAnswered.decode(reader, reader.size(), $undefined, _depth + 1, message.requestAnswered);
                        message.record = "requestAnswered";
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        message.topicDeleted = $root.millrace.TopicDeleted.decode(reader, reader.size(), $undefined, _depth + 1, message.topicDeleted);
                        message.record = "topicDeleted";
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        message.topicConfigsChanged = $root.millrace.TopicConfigsChanged.decode(reader, reader.size(), $undefined, _depth + 1, message.topicConfigsChanged);
                        message.record = "topicConfigsChanged";
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.snapshotStarted = $root.millrace.SnapshotStarted.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshotStarted);
                        message.record = "snapshotStarted";
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        message.brokerShutdownStarted = $root.millrace.BrokerShutdownStarted.decode(reader, reader.size(), $undefined, _depth + 1, message.brokerShutdownStarted);
                        message.record = "brokerShutdownStarted";
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        message.replicaDamaged = $root.millrace.ReplicaDamaged.decode(reader, reader.size(), $undefined, _depth + 1, message.replicaDamaged);
                        message.record = "replicaDamaged";
                        continue;
                    }
                case 32: {
                        if (wireType !== 2)
                            break;
                        message.recordsReclaimed = $root.millrace.RecordsReclaimed.decode(reader, reader.size(), $undefined, _depth + 1, message.recordsReclaimed);
                        message.record = "recordsReclaimed";
                        continue;
                    }
                case 33: {
                        if (wireType !== 2)
                            break;
                        message.holdChanged = $root.millrace.HoldChanged.decode(reader, reader.size(), $undefined, _depth + 1, message.holdChanged);
                        message.record = "holdChanged";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return MetadataRecord;
    })();

    millrace.SupervisorStarted = (function() {

        /**
         * Properties of a SupervisorStarted.
         * @typedef {Object} millrace.SupervisorStarted.$Properties
         * @property {number|null} [incarnation] SupervisorStarted incarnation
         * @property {Array.<millrace.TopicConfig.$Properties>|null} [brokerConfigs] SupervisorStarted brokerConfigs
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SupervisorStarted.
         * @memberof millrace
         * @interface ISupervisorStarted
         * @augments millrace.SupervisorStarted.$Properties
         * @deprecated Use millrace.SupervisorStarted.$Properties instead.
         */

        /**
         * Shape of a SupervisorStarted.
         * @typedef {millrace.SupervisorStarted.$Properties} millrace.SupervisorStarted.$Shape
         */

        /**
         * Constructs a new SupervisorStarted.
         * @memberof millrace
         * @classdesc Represents a SupervisorStarted.
         * @constructor
         * @param {millrace.SupervisorStarted.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SupervisorStarted = function (properties) {
            this.brokerConfigs = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SupervisorStarted incarnation.
         * @member {number} incarnation
         * @memberof millrace.SupervisorStarted
         * @instance
         */
        SupervisorStarted.prototype.incarnation = 0;

        /**
         * SupervisorStarted brokerConfigs.
         * @member {Array.<millrace.TopicConfig.$Properties>} brokerConfigs
         * @memberof millrace.SupervisorStarted
         * @instance
         */
        SupervisorStarted.prototype.brokerConfigs = $util.emptyArray;

        /**
         * Creates a new SupervisorStarted instance using the specified properties.
         * @function create
         * @memberof millrace.SupervisorStarted
         * @static
         * @param {millrace.SupervisorStarted.$Properties=} [properties] Properties to set
         * @returns {millrace.SupervisorStarted} SupervisorStarted instance
         * @type {{
         *   (properties: millrace.SupervisorStarted.$Shape): millrace.SupervisorStarted & millrace.SupervisorStarted.$Shape;
         *   (properties?: millrace.SupervisorStarted.$Properties): millrace.SupervisorStarted;
         * }}
         */
        SupervisorStarted.create = function(properties) {
            return new SupervisorStarted(properties);
        };

        /**
         * Encodes the specified SupervisorStarted message. Does not implicitly {@link millrace.SupervisorStarted.verify|verify} messages.
         * @function encode
         * @memberof millrace.SupervisorStarted
         * @static
         * @param {millrace.SupervisorStarted.$Properties} message SupervisorStarted message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SupervisorStarted.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.incarnation);
            if (message.brokerConfigs != null && message.brokerConfigs.length)
                for (let i = 0; i < message.brokerConfigs.length; ++i)
                    $root.millrace.TopicConfig.encode(message.brokerConfigs[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SupervisorStarted message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.SupervisorStarted
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.SupervisorStarted & millrace.SupervisorStarted.$Shape} SupervisorStarted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SupervisorStarted.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.SupervisorStarted();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.incarnation = value;
                        else
                            delete message.incarnation;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.brokerConfigs && message.brokerConfigs.length))
                            message.brokerConfigs = [];
                        message.brokerConfigs.push($root.millrace.TopicConfig.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SupervisorStarted;
    })();

    millrace.BrokerRegistered = (function() {

        /**
         * Properties of a BrokerRegistered.
         * @typedef {Object} millrace.BrokerRegistered.$Properties
         * @property {number|null} [brokerId] BrokerRegistered brokerId
         * @property {number|null} [endpoint] BrokerRegistered endpoint
         * @property {number|null} [incarnation] BrokerRegistered incarnation
         * @property {number|null} [brokerEpoch] BrokerRegistered brokerEpoch
         * @property {boolean|null} [hasLog] BrokerRegistered hasLog
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a BrokerRegistered.
         * @memberof millrace
         * @interface IBrokerRegistered
         * @augments millrace.BrokerRegistered.$Properties
         * @deprecated Use millrace.BrokerRegistered.$Properties instead.
         */

        /**
         * Shape of a BrokerRegistered.
         * @typedef {millrace.BrokerRegistered.$Properties} millrace.BrokerRegistered.$Shape
         */

        /**
         * Constructs a new BrokerRegistered.
         * @memberof millrace
         * @classdesc Represents a BrokerRegistered.
         * @constructor
         * @param {millrace.BrokerRegistered.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const BrokerRegistered = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * BrokerRegistered brokerId.
         * @member {number} brokerId
         * @memberof millrace.BrokerRegistered
         * @instance
         */
        BrokerRegistered.prototype.brokerId = 0;

        /**
         * BrokerRegistered endpoint.
         * @member {number} endpoint
         * @memberof millrace.BrokerRegistered
         * @instance
         */
        BrokerRegistered.prototype.endpoint = 0;

        /**
         * BrokerRegistered incarnation.
         * @member {number} incarnation
         * @memberof millrace.BrokerRegistered
         * @instance
         */
        BrokerRegistered.prototype.incarnation = 0;

        /**
         * BrokerRegistered brokerEpoch.
         * @member {number} brokerEpoch
         * @memberof millrace.BrokerRegistered
         * @instance
         */
        BrokerRegistered.prototype.brokerEpoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * BrokerRegistered hasLog.
         * @member {boolean} hasLog
         * @memberof millrace.BrokerRegistered
         * @instance
         */
        BrokerRegistered.prototype.hasLog = false;

        /**
         * Creates a new BrokerRegistered instance using the specified properties.
         * @function create
         * @memberof millrace.BrokerRegistered
         * @static
         * @param {millrace.BrokerRegistered.$Properties=} [properties] Properties to set
         * @returns {millrace.BrokerRegistered} BrokerRegistered instance
         * @type {{
         *   (properties: millrace.BrokerRegistered.$Shape): millrace.BrokerRegistered & millrace.BrokerRegistered.$Shape;
         *   (properties?: millrace.BrokerRegistered.$Properties): millrace.BrokerRegistered;
         * }}
         */
        BrokerRegistered.create = function(properties) {
            return new BrokerRegistered(properties);
        };

        /**
         * Encodes the specified BrokerRegistered message. Does not implicitly {@link millrace.BrokerRegistered.verify|verify} messages.
         * @function encode
         * @memberof millrace.BrokerRegistered
         * @static
         * @param {millrace.BrokerRegistered.$Properties} message BrokerRegistered message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        BrokerRegistered.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.brokerId != null && $Object.hasOwnProperty.call(message, "brokerId") && message.brokerId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.brokerId);
            if (message.endpoint != null && $Object.hasOwnProperty.call(message, "endpoint") && message.endpoint !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.endpoint);
            if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.incarnation);
            if (message.brokerEpoch != null && $Object.hasOwnProperty.call(message, "brokerEpoch") && (typeof message.brokerEpoch === "object" ? message.brokerEpoch.low || message.brokerEpoch.high : message.brokerEpoch !== 0))
                writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.brokerEpoch);
            if (message.hasLog != null && $Object.hasOwnProperty.call(message, "hasLog") && message.hasLog !== false)
                writer.uint32(/* id 5, wireType 0 =*/40).bool(message.hasLog);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a BrokerRegistered message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.BrokerRegistered
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.BrokerRegistered & millrace.BrokerRegistered.$Shape} BrokerRegistered
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        BrokerRegistered.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.BrokerRegistered();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.brokerId = value;
                        else
                            delete message.brokerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.endpoint = value;
                        else
                            delete message.endpoint;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.incarnation = value;
                        else
                            delete message.incarnation;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.brokerEpoch = value;
                        else
                            delete message.brokerEpoch;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.hasLog = value;
                        else
                            delete message.hasLog;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return BrokerRegistered;
    })();

    millrace.BrokerFenced = (function() {

        /**
         * Properties of a BrokerFenced.
         * @typedef {Object} millrace.BrokerFenced.$Properties
         * @property {number|null} [brokerId] BrokerFenced brokerId
         * @property {number|null} [brokerEpoch] BrokerFenced brokerEpoch
         * @property {string|null} [reason] BrokerFenced reason
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a BrokerFenced.
         * @memberof millrace
         * @interface IBrokerFenced
         * @augments millrace.BrokerFenced.$Properties
         * @deprecated Use millrace.BrokerFenced.$Properties instead.
         */

        /**
         * Shape of a BrokerFenced.
         * @typedef {millrace.BrokerFenced.$Properties} millrace.BrokerFenced.$Shape
         */

        /**
         * Constructs a new BrokerFenced.
         * @memberof millrace
         * @classdesc Represents a BrokerFenced.
         * @constructor
         * @param {millrace.BrokerFenced.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const BrokerFenced = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * BrokerFenced brokerId.
         * @member {number} brokerId
         * @memberof millrace.BrokerFenced
         * @instance
         */
        BrokerFenced.prototype.brokerId = 0;

        /**
         * BrokerFenced brokerEpoch.
         * @member {number} brokerEpoch
         * @memberof millrace.BrokerFenced
         * @instance
         */
        BrokerFenced.prototype.brokerEpoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * BrokerFenced reason.
         * @member {string} reason
         * @memberof millrace.BrokerFenced
         * @instance
         */
        BrokerFenced.prototype.reason = "";

        /**
         * Creates a new BrokerFenced instance using the specified properties.
         * @function create
         * @memberof millrace.BrokerFenced
         * @static
         * @param {millrace.BrokerFenced.$Properties=} [properties] Properties to set
         * @returns {millrace.BrokerFenced} BrokerFenced instance
         * @type {{
         *   (properties: millrace.BrokerFenced.$Shape): millrace.BrokerFenced & millrace.BrokerFenced.$Shape;
         *   (properties?: millrace.BrokerFenced.$Properties): millrace.BrokerFenced;
         * }}
         */
        BrokerFenced.create = function(properties) {
            return new BrokerFenced(properties);
        };

        /**
         * Encodes the specified BrokerFenced message. Does not implicitly {@link millrace.BrokerFenced.verify|verify} messages.
         * @function encode
         * @memberof millrace.BrokerFenced
         * @static
         * @param {millrace.BrokerFenced.$Properties} message BrokerFenced message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        BrokerFenced.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.brokerId != null && $Object.hasOwnProperty.call(message, "brokerId") && message.brokerId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.brokerId);
            if (message.brokerEpoch != null && $Object.hasOwnProperty.call(message, "brokerEpoch") && (typeof message.brokerEpoch === "object" ? message.brokerEpoch.low || message.brokerEpoch.high : message.brokerEpoch !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.brokerEpoch);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.reason);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a BrokerFenced message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.BrokerFenced
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.BrokerFenced & millrace.BrokerFenced.$Shape} BrokerFenced
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        BrokerFenced.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.BrokerFenced();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.brokerId = value;
                        else
                            delete message.brokerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.brokerEpoch = value;
                        else
                            delete message.brokerEpoch;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return BrokerFenced;
    })();

    millrace.BrokerShutdownStarted = (function() {

        /**
         * Properties of a BrokerShutdownStarted.
         * @typedef {Object} millrace.BrokerShutdownStarted.$Properties
         * @property {number|null} [brokerId] BrokerShutdownStarted brokerId
         * @property {number|null} [brokerEpoch] BrokerShutdownStarted brokerEpoch
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a BrokerShutdownStarted.
         * @memberof millrace
         * @interface IBrokerShutdownStarted
         * @augments millrace.BrokerShutdownStarted.$Properties
         * @deprecated Use millrace.BrokerShutdownStarted.$Properties instead.
         */

        /**
         * Shape of a BrokerShutdownStarted.
         * @typedef {millrace.BrokerShutdownStarted.$Properties} millrace.BrokerShutdownStarted.$Shape
         */

        /**
         * Constructs a new BrokerShutdownStarted.
         * @memberof millrace
         * @classdesc Represents a BrokerShutdownStarted.
         * @constructor
         * @param {millrace.BrokerShutdownStarted.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const BrokerShutdownStarted = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * BrokerShutdownStarted brokerId.
         * @member {number} brokerId
         * @memberof millrace.BrokerShutdownStarted
         * @instance
         */
        BrokerShutdownStarted.prototype.brokerId = 0;

        /**
         * BrokerShutdownStarted brokerEpoch.
         * @member {number} brokerEpoch
         * @memberof millrace.BrokerShutdownStarted
         * @instance
         */
        BrokerShutdownStarted.prototype.brokerEpoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * Creates a new BrokerShutdownStarted instance using the specified properties.
         * @function create
         * @memberof millrace.BrokerShutdownStarted
         * @static
         * @param {millrace.BrokerShutdownStarted.$Properties=} [properties] Properties to set
         * @returns {millrace.BrokerShutdownStarted} BrokerShutdownStarted instance
         * @type {{
         *   (properties: millrace.BrokerShutdownStarted.$Shape): millrace.BrokerShutdownStarted & millrace.BrokerShutdownStarted.$Shape;
         *   (properties?: millrace.BrokerShutdownStarted.$Properties): millrace.BrokerShutdownStarted;
         * }}
         */
        BrokerShutdownStarted.create = function(properties) {
            return new BrokerShutdownStarted(properties);
        };

        /**
         * Encodes the specified BrokerShutdownStarted message. Does not implicitly {@link millrace.BrokerShutdownStarted.verify|verify} messages.
         * @function encode
         * @memberof millrace.BrokerShutdownStarted
         * @static
         * @param {millrace.BrokerShutdownStarted.$Properties} message BrokerShutdownStarted message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        BrokerShutdownStarted.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.brokerId != null && $Object.hasOwnProperty.call(message, "brokerId") && message.brokerId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.brokerId);
            if (message.brokerEpoch != null && $Object.hasOwnProperty.call(message, "brokerEpoch") && (typeof message.brokerEpoch === "object" ? message.brokerEpoch.low || message.brokerEpoch.high : message.brokerEpoch !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.brokerEpoch);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a BrokerShutdownStarted message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.BrokerShutdownStarted
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.BrokerShutdownStarted & millrace.BrokerShutdownStarted.$Shape} BrokerShutdownStarted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        BrokerShutdownStarted.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.BrokerShutdownStarted();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.brokerId = value;
                        else
                            delete message.brokerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.brokerEpoch = value;
                        else
                            delete message.brokerEpoch;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return BrokerShutdownStarted;
    })();

    millrace.ReplicaDamaged = (function() {

        /**
         * Properties of a ReplicaDamaged.
         * @typedef {Object} millrace.ReplicaDamaged.$Properties
         * @property {number|null} [brokerId] ReplicaDamaged brokerId
         * @property {number|null} [topicId] ReplicaDamaged topicId
         * @property {number|null} [partition] ReplicaDamaged partition
         * @property {number|null} [offset] ReplicaDamaged offset
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ReplicaDamaged.
         * @memberof millrace
         * @interface IReplicaDamaged
         * @augments millrace.ReplicaDamaged.$Properties
         * @deprecated Use millrace.ReplicaDamaged.$Properties instead.
         */

        /**
         * Shape of a ReplicaDamaged.
         * @typedef {millrace.ReplicaDamaged.$Properties} millrace.ReplicaDamaged.$Shape
         */

        /**
         * Constructs a new ReplicaDamaged.
         * @memberof millrace
         * @classdesc Represents a ReplicaDamaged.
         * @constructor
         * @param {millrace.ReplicaDamaged.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ReplicaDamaged = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ReplicaDamaged brokerId.
         * @member {number} brokerId
         * @memberof millrace.ReplicaDamaged
         * @instance
         */
        ReplicaDamaged.prototype.brokerId = 0;

        /**
         * ReplicaDamaged topicId.
         * @member {number} topicId
         * @memberof millrace.ReplicaDamaged
         * @instance
         */
        ReplicaDamaged.prototype.topicId = 0;

        /**
         * ReplicaDamaged partition.
         * @member {number} partition
         * @memberof millrace.ReplicaDamaged
         * @instance
         */
        ReplicaDamaged.prototype.partition = 0;

        /**
         * ReplicaDamaged offset.
         * @member {number} offset
         * @memberof millrace.ReplicaDamaged
         * @instance
         */
        ReplicaDamaged.prototype.offset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * Creates a new ReplicaDamaged instance using the specified properties.
         * @function create
         * @memberof millrace.ReplicaDamaged
         * @static
         * @param {millrace.ReplicaDamaged.$Properties=} [properties] Properties to set
         * @returns {millrace.ReplicaDamaged} ReplicaDamaged instance
         * @type {{
         *   (properties: millrace.ReplicaDamaged.$Shape): millrace.ReplicaDamaged & millrace.ReplicaDamaged.$Shape;
         *   (properties?: millrace.ReplicaDamaged.$Properties): millrace.ReplicaDamaged;
         * }}
         */
        ReplicaDamaged.create = function(properties) {
            return new ReplicaDamaged(properties);
        };

        /**
         * Encodes the specified ReplicaDamaged message. Does not implicitly {@link millrace.ReplicaDamaged.verify|verify} messages.
         * @function encode
         * @memberof millrace.ReplicaDamaged
         * @static
         * @param {millrace.ReplicaDamaged.$Properties} message ReplicaDamaged message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ReplicaDamaged.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.brokerId != null && $Object.hasOwnProperty.call(message, "brokerId") && message.brokerId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.brokerId);
            if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.topicId);
            if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.partition);
            if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
                writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.offset);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ReplicaDamaged message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.ReplicaDamaged
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.ReplicaDamaged & millrace.ReplicaDamaged.$Shape} ReplicaDamaged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ReplicaDamaged.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.ReplicaDamaged();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.brokerId = value;
                        else
                            delete message.brokerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.topicId = value;
                        else
                            delete message.topicId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.partition = value;
                        else
                            delete message.partition;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.offset = value;
                        else
                            delete message.offset;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ReplicaDamaged;
    })();

    millrace.TopicCreated = (function() {

        /**
         * Properties of a TopicCreated.
         * @typedef {Object} millrace.TopicCreated.$Properties
         * @property {number|null} [topicId] TopicCreated topicId
         * @property {string|null} [name] TopicCreated name
         * @property {Array.<millrace.TopicConfig.$Properties>|null} [configs] TopicCreated configs
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a TopicCreated.
         * @memberof millrace
         * @interface ITopicCreated
         * @augments millrace.TopicCreated.$Properties
         * @deprecated Use millrace.TopicCreated.$Properties instead.
         */

        /**
         * Shape of a TopicCreated.
         * @typedef {millrace.TopicCreated.$Properties} millrace.TopicCreated.$Shape
         */

        /**
         * Constructs a new TopicCreated.
         * @memberof millrace
         * @classdesc Represents a TopicCreated.
         * @constructor
         * @param {millrace.TopicCreated.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const TopicCreated = function (properties) {
            this.configs = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * TopicCreated topicId.
         * @member {number} topicId
         * @memberof millrace.TopicCreated
         * @instance
         */
        TopicCreated.prototype.topicId = 0;

        /**
         * TopicCreated name.
         * @member {string} name
         * @memberof millrace.TopicCreated
         * @instance
         */
        TopicCreated.prototype.name = "";

        /**
         * TopicCreated configs.
         * @member {Array.<millrace.TopicConfig.$Properties>} configs
         * @memberof millrace.TopicCreated
         * @instance
         */
        TopicCreated.prototype.configs = $util.emptyArray;

        /**
         * Creates a new TopicCreated instance using the specified properties.
         * @function create
         * @memberof millrace.TopicCreated
         * @static
         * @param {millrace.TopicCreated.$Properties=} [properties] Properties to set
         * @returns {millrace.TopicCreated} TopicCreated instance
         * @type {{
         *   (properties: millrace.TopicCreated.$Shape): millrace.TopicCreated & millrace.TopicCreated.$Shape;
         *   (properties?: millrace.TopicCreated.$Properties): millrace.TopicCreated;
         * }}
         */
        TopicCreated.create = function(properties) {
            return new TopicCreated(properties);
        };

        /**
         * Encodes the specified TopicCreated message. Does not implicitly {@link millrace.TopicCreated.verify|verify} messages.
         * @function encode
         * @memberof millrace.TopicCreated
         * @static
         * @param {millrace.TopicCreated.$Properties} message TopicCreated message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        TopicCreated.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.topicId);
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
            if (message.configs != null && message.configs.length)
                for (let i = 0; i < message.configs.length; ++i)
                    $root.millrace.TopicConfig.encode(message.configs[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a TopicCreated message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.TopicCreated
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.TopicCreated & millrace.TopicCreated.$Shape} TopicCreated
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        TopicCreated.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.TopicCreated();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.topicId = value;
                        else
                            delete message.topicId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.configs && message.configs.length))
                            message.configs = [];
                        message.configs.push($root.millrace.TopicConfig.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TopicCreated;
    })();

    millrace.TopicConfig = (function() {

        /**
         * Properties of a TopicConfig.
         * @typedef {Object} millrace.TopicConfig.$Properties
         * @property {string|null} [name] TopicConfig name
         * @property {string|null} [value] TopicConfig value
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a TopicConfig.
         * @memberof millrace
         * @interface ITopicConfig
         * @augments millrace.TopicConfig.$Properties
         * @deprecated Use millrace.TopicConfig.$Properties instead.
         */

        /**
         * Shape of a TopicConfig.
         * @typedef {millrace.TopicConfig.$Properties} millrace.TopicConfig.$Shape
         */

        /**
         * Constructs a new TopicConfig.
         * @memberof millrace
         * @classdesc Represents a TopicConfig.
         * @constructor
         * @param {millrace.TopicConfig.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const TopicConfig = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * TopicConfig name.
         * @member {string} name
         * @memberof millrace.TopicConfig
         * @instance
         */
        TopicConfig.prototype.name = "";

        /**
         * TopicConfig value.
         * @member {string} value
         * @memberof millrace.TopicConfig
         * @instance
         */
        TopicConfig.prototype.value = "";

        /**
         * Creates a new TopicConfig instance using the specified properties.
         * @function create
         * @memberof millrace.TopicConfig
         * @static
         * @param {millrace.TopicConfig.$Properties=} [properties] Properties to set
         * @returns {millrace.TopicConfig} TopicConfig instance
         * @type {{
         *   (properties: millrace.TopicConfig.$Shape): millrace.TopicConfig & millrace.TopicConfig.$Shape;
         *   (properties?: millrace.TopicConfig.$Properties): millrace.TopicConfig;
         * }}
         */
        TopicConfig.create = function(properties) {
            return new TopicConfig(properties);
        };

        /**
         * Encodes the specified TopicConfig message. Does not implicitly {@link millrace.TopicConfig.verify|verify} messages.
         * @function encode
         * @memberof millrace.TopicConfig
         * @static
         * @param {millrace.TopicConfig.$Properties} message TopicConfig message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        TopicConfig.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.value);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a TopicConfig message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.TopicConfig
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.TopicConfig & millrace.TopicConfig.$Shape} TopicConfig
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        TopicConfig.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.TopicConfig();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.value = value;
                        else
                            delete message.value;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TopicConfig;
    })();

    millrace.PartitionChanged = (function() {

        /**
         * Properties of a PartitionChanged.
         * @typedef {Object} millrace.PartitionChanged.$Properties
         * @property {number|null} [topicId] PartitionChanged topicId
         * @property {number|null} [partition] PartitionChanged partition
         * @property {Array.<number>|null} [replicas] PartitionChanged replicas
         * @property {Array.<number>|null} [isr] PartitionChanged isr
         * @property {number|null} [leader] PartitionChanged leader
         * @property {number|null} [leaderEpoch] PartitionChanged leaderEpoch
         * @property {number|null} [partitionEpoch] PartitionChanged partitionEpoch
         * @property {boolean|null} [dataLost] PartitionChanged dataLost
         * @property {Array.<number>|null} [addingReplicas] PartitionChanged addingReplicas
         * @property {Array.<number>|null} [removingReplicas] PartitionChanged removingReplicas
         * @property {number|null} [recoveredOffset] PartitionChanged recoveredOffset
         * @property {Array.<number>|null} [emptyReplicas] PartitionChanged emptyReplicas
         * @property {number|null} [highWatermarkSlot] PartitionChanged highWatermarkSlot
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a PartitionChanged.
         * @memberof millrace
         * @interface IPartitionChanged
         * @augments millrace.PartitionChanged.$Properties
         * @deprecated Use millrace.PartitionChanged.$Properties instead.
         */

        /**
         * Shape of a PartitionChanged.
         * @typedef {millrace.PartitionChanged.$Properties} millrace.PartitionChanged.$Shape
         */

        /**
         * Constructs a new PartitionChanged.
         * @memberof millrace
         * @classdesc Represents a PartitionChanged.
         * @constructor
         * @param {millrace.PartitionChanged.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const PartitionChanged = function (properties) {
            this.replicas = [];
            this.isr = [];
            this.addingReplicas = [];
            this.removingReplicas = [];
            this.emptyReplicas = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * PartitionChanged topicId.
         * @member {number} topicId
         * @memberof millrace.PartitionChanged
         * @instance
         */
        PartitionChanged.prototype.topicId = 0;

        /**
         * PartitionChanged partition.
         * @member {number} partition
         * @memberof millrace.PartitionChanged
         * @instance
         */
        PartitionChanged.prototype.partition = 0;

        /**
         * PartitionChanged replicas.
         * @member {Array.<number>} replicas
         * @memberof millrace.PartitionChanged
         * @instance
         */
        PartitionChanged.prototype.replicas = $util.emptyArray;

        /**
         * PartitionChanged isr.
         * @member {Array.<number>} isr
         * @memberof millrace.PartitionChanged
         * @instance
         */
        PartitionChanged.prototype.isr = $util.emptyArray;

        /**
         * PartitionChanged leader.
         * @member {number} leader
         * @memberof millrace.PartitionChanged
         * @instance
         */
        PartitionChanged.prototype.leader = 0;

        /**
         * PartitionChanged leaderEpoch.
         * @member {number} leaderEpoch
         * @memberof millrace.PartitionChanged
         * @instance
         */
        PartitionChanged.prototype.leaderEpoch = 0;

        /**
         * PartitionChanged partitionEpoch.
         * @member {number} partitionEpoch
         * @memberof millrace.PartitionChanged
         * @instance
         */
        PartitionChanged.prototype.partitionEpoch = 0;

        /**
         * PartitionChanged dataLost.
         * @member {boolean} dataLost
         * @memberof millrace.PartitionChanged
         * @instance
         */
        PartitionChanged.prototype.dataLost = false;

        /**
         * PartitionChanged addingReplicas.
         * @member {Array.<number>} addingReplicas
         * @memberof millrace.PartitionChanged
         * @instance
         */
        PartitionChanged.prototype.addingReplicas = $util.emptyArray;

        /**
         * PartitionChanged removingReplicas.
         * @member {Array.<number>} removingReplicas
         * @memberof millrace.PartitionChanged
         * @instance
         */
        PartitionChanged.prototype.removingReplicas = $util.emptyArray;

        /**
         * PartitionChanged recoveredOffset.
         * @member {number} recoveredOffset
         * @memberof millrace.PartitionChanged
         * @instance
         */
        PartitionChanged.prototype.recoveredOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * PartitionChanged emptyReplicas.
         * @member {Array.<number>} emptyReplicas
         * @memberof millrace.PartitionChanged
         * @instance
         */
        PartitionChanged.prototype.emptyReplicas = $util.emptyArray;

        /**
         * PartitionChanged highWatermarkSlot.
         * @member {number} highWatermarkSlot
         * @memberof millrace.PartitionChanged
         * @instance
         */
        PartitionChanged.prototype.highWatermarkSlot = 0;

        /**
         * Creates a new PartitionChanged instance using the specified properties.
         * @function create
         * @memberof millrace.PartitionChanged
         * @static
         * @param {millrace.PartitionChanged.$Properties=} [properties] Properties to set
         * @returns {millrace.PartitionChanged} PartitionChanged instance
         * @type {{
         *   (properties: millrace.PartitionChanged.$Shape): millrace.PartitionChanged & millrace.PartitionChanged.$Shape;
         *   (properties?: millrace.PartitionChanged.$Properties): millrace.PartitionChanged;
         * }}
         */
        PartitionChanged.create = function(properties) {
            return new PartitionChanged(properties);
        };

        /**
         * Encodes the specified PartitionChanged message. Does not implicitly {@link millrace.PartitionChanged.verify|verify} messages.
         * @function encode
         * @memberof millrace.PartitionChanged
         * @static
         * @param {millrace.PartitionChanged.$Properties} message PartitionChanged message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        PartitionChanged.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.topicId);
            if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.partition);
            if (message.replicas != null && message.replicas.length)
                writer.uint32(/* id 3, wireType 2 =*/26).uint32s(message.replicas);
            if (message.isr != null && message.isr.length)
                writer.uint32(/* id 4, wireType 2 =*/34).uint32s(message.isr);
            if (message.leader != null && $Object.hasOwnProperty.call(message, "leader") && message.leader !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).sint32(message.leader);
            if (message.leaderEpoch != null && $Object.hasOwnProperty.call(message, "leaderEpoch") && message.leaderEpoch !== 0)
                writer.uint32(/* id 6, wireType 0 =*/48).sint32(message.leaderEpoch);
            if (message.partitionEpoch != null && $Object.hasOwnProperty.call(message, "partitionEpoch") && message.partitionEpoch !== 0)
                writer.uint32(/* id 7, wireType 0 =*/56).sint32(message.partitionEpoch);
            if (message.dataLost != null && $Object.hasOwnProperty.call(message, "dataLost") && message.dataLost !== false)
                writer.uint32(/* id 8, wireType 0 =*/64).bool(message.dataLost);
            if (message.addingReplicas != null && message.addingReplicas.length)
                writer.uint32(/* id 9, wireType 2 =*/74).uint32s(message.addingReplicas);
            if (message.removingReplicas != null && message.removingReplicas.length)
                writer.uint32(/* id 10, wireType 2 =*/82).uint32s(message.removingReplicas);
            if (message.recoveredOffset != null && $Object.hasOwnProperty.call(message, "recoveredOffset") && (typeof message.recoveredOffset === "object" ? message.recoveredOffset.low || message.recoveredOffset.high : message.recoveredOffset !== 0))
                writer.uint32(/* id 11, wireType 0 =*/88).uint64(message.recoveredOffset);
            if (message.emptyReplicas != null && message.emptyReplicas.length)
                writer.uint32(/* id 12, wireType 2 =*/98).uint32s(message.emptyReplicas);
            if (message.highWatermarkSlot != null && $Object.hasOwnProperty.call(message, "highWatermarkSlot") && message.highWatermarkSlot !== 0)
                writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.highWatermarkSlot);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a PartitionChanged message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.PartitionChanged
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.PartitionChanged & millrace.PartitionChanged.$Shape} PartitionChanged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        PartitionChanged.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.PartitionChanged();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.topicId = value;
                        else
                            delete message.topicId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.partition = value;
                        else
                            delete message.partition;
                        continue;
                    }
                case 3: {
                        if (wireType === 2) {
                            if (!(message.replicas && message.replicas.length))
                                message.replicas = [];
                            reader.uint32s(message.replicas);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.replicas && message.replicas.length))
                            message.replicas = [];
                        message.replicas.push(reader.uint32());
                        continue;
                    }
                case 4: {
                        if (wireType === 2) {
                            if (!(message.isr && message.isr.length))
                                message.isr = [];
                            reader.uint32s(message.isr);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.isr && message.isr.length))
                            message.isr = [];
                        message.isr.push(reader.uint32());
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.leader = value;
                        else
                            delete message.leader;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.leaderEpoch = value;
                        else
                            delete message.leaderEpoch;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.partitionEpoch = value;
                        else
                            delete message.partitionEpoch;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.dataLost = value;
                        else
                            delete message.dataLost;
                        continue;
                    }
                case 9: {
                        if (wireType === 2) {
                            if (!(message.addingReplicas && message.addingReplicas.length))
                                message.addingReplicas = [];
                            reader.uint32s(message.addingReplicas);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.addingReplicas && message.addingReplicas.length))
                            message.addingReplicas = [];
                        message.addingReplicas.push(reader.uint32());
                        continue;
                    }
                case 10: {
                        if (wireType === 2) {
                            if (!(message.removingReplicas && message.removingReplicas.length))
                                message.removingReplicas = [];
                            reader.uint32s(message.removingReplicas);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.removingReplicas && message.removingReplicas.length))
                            message.removingReplicas = [];
                        message.removingReplicas.push(reader.uint32());
                        continue;
                    }
                case 11: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.recoveredOffset = value;
                        else
                            delete message.recoveredOffset;
                        continue;
                    }
                case 12: {
                        if (wireType === 2) {
                            if (!(message.emptyReplicas && message.emptyReplicas.length))
                                message.emptyReplicas = [];
                            reader.uint32s(message.emptyReplicas);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.emptyReplicas && message.emptyReplicas.length))
                            message.emptyReplicas = [];
                        message.emptyReplicas.push(reader.uint32());
                        continue;
                    }
                case 13: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.highWatermarkSlot = value;
                        else
                            delete message.highWatermarkSlot;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PartitionChanged;
    })();

    millrace.TopicDeleted = (function() {

        /**
         * Properties of a TopicDeleted.
         * @typedef {Object} millrace.TopicDeleted.$Properties
         * @property {number|null} [topicId] TopicDeleted topicId
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a TopicDeleted.
         * @memberof millrace
         * @interface ITopicDeleted
         * @augments millrace.TopicDeleted.$Properties
         * @deprecated Use millrace.TopicDeleted.$Properties instead.
         */

        /**
         * Shape of a TopicDeleted.
         * @typedef {millrace.TopicDeleted.$Properties} millrace.TopicDeleted.$Shape
         */

        /**
         * Constructs a new TopicDeleted.
         * @memberof millrace
         * @classdesc Represents a TopicDeleted.
         * @constructor
         * @param {millrace.TopicDeleted.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const TopicDeleted = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * TopicDeleted topicId.
         * @member {number} topicId
         * @memberof millrace.TopicDeleted
         * @instance
         */
        TopicDeleted.prototype.topicId = 0;

        /**
         * Creates a new TopicDeleted instance using the specified properties.
         * @function create
         * @memberof millrace.TopicDeleted
         * @static
         * @param {millrace.TopicDeleted.$Properties=} [properties] Properties to set
         * @returns {millrace.TopicDeleted} TopicDeleted instance
         * @type {{
         *   (properties: millrace.TopicDeleted.$Shape): millrace.TopicDeleted & millrace.TopicDeleted.$Shape;
         *   (properties?: millrace.TopicDeleted.$Properties): millrace.TopicDeleted;
         * }}
         */
        TopicDeleted.create = function(properties) {
            return new TopicDeleted(properties);
        };

        /**
         * Encodes the specified TopicDeleted message. Does not implicitly {@link millrace.TopicDeleted.verify|verify} messages.
         * @function encode
         * @memberof millrace.TopicDeleted
         * @static
         * @param {millrace.TopicDeleted.$Properties} message TopicDeleted message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        TopicDeleted.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.topicId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a TopicDeleted message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.TopicDeleted
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.TopicDeleted & millrace.TopicDeleted.$Shape} TopicDeleted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        TopicDeleted.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.TopicDeleted();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.topicId = value;
                        else
                            delete message.topicId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TopicDeleted;
    })();

    millrace.TopicConfigsChanged = (function() {

        /**
         * Properties of a TopicConfigsChanged.
         * @typedef {Object} millrace.TopicConfigsChanged.$Properties
         * @property {number|null} [topicId] TopicConfigsChanged topicId
         * @property {Array.<millrace.TopicConfig.$Properties>|null} [configs] TopicConfigsChanged configs
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a TopicConfigsChanged.
         * @memberof millrace
         * @interface ITopicConfigsChanged
         * @augments millrace.TopicConfigsChanged.$Properties
         * @deprecated Use millrace.TopicConfigsChanged.$Properties instead.
         */

        /**
         * Shape of a TopicConfigsChanged.
         * @typedef {millrace.TopicConfigsChanged.$Properties} millrace.TopicConfigsChanged.$Shape
         */

        /**
         * Constructs a new TopicConfigsChanged.
         * @memberof millrace
         * @classdesc Represents a TopicConfigsChanged.
         * @constructor
         * @param {millrace.TopicConfigsChanged.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const TopicConfigsChanged = function (properties) {
            this.configs = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * TopicConfigsChanged topicId.
         * @member {number} topicId
         * @memberof millrace.TopicConfigsChanged
         * @instance
         */
        TopicConfigsChanged.prototype.topicId = 0;

        /**
         * TopicConfigsChanged configs.
         * @member {Array.<millrace.TopicConfig.$Properties>} configs
         * @memberof millrace.TopicConfigsChanged
         * @instance
         */
        TopicConfigsChanged.prototype.configs = $util.emptyArray;

        /**
         * Creates a new TopicConfigsChanged instance using the specified properties.
         * @function create
         * @memberof millrace.TopicConfigsChanged
         * @static
         * @param {millrace.TopicConfigsChanged.$Properties=} [properties] Properties to set
         * @returns {millrace.TopicConfigsChanged} TopicConfigsChanged instance
         * @type {{
         *   (properties: millrace.TopicConfigsChanged.$Shape): millrace.TopicConfigsChanged & millrace.TopicConfigsChanged.$Shape;
         *   (properties?: millrace.TopicConfigsChanged.$Properties): millrace.TopicConfigsChanged;
         * }}
         */
        TopicConfigsChanged.create = function(properties) {
            return new TopicConfigsChanged(properties);
        };

        /**
         * Encodes the specified TopicConfigsChanged message. Does not implicitly {@link millrace.TopicConfigsChanged.verify|verify} messages.
         * @function encode
         * @memberof millrace.TopicConfigsChanged
         * @static
         * @param {millrace.TopicConfigsChanged.$Properties} message TopicConfigsChanged message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        TopicConfigsChanged.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.topicId);
            if (message.configs != null && message.configs.length)
                for (let i = 0; i < message.configs.length; ++i)
                    $root.millrace.TopicConfig.encode(message.configs[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a TopicConfigsChanged message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.TopicConfigsChanged
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.TopicConfigsChanged & millrace.TopicConfigsChanged.$Shape} TopicConfigsChanged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        TopicConfigsChanged.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.TopicConfigsChanged();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.topicId = value;
                        else
                            delete message.topicId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.configs && message.configs.length))
                            message.configs = [];
                        message.configs.push($root.millrace.TopicConfig.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TopicConfigsChanged;
    })();

    millrace.SnapshotStarted = (function() {

        /**
         * Properties of a SnapshotStarted.
         * @typedef {Object} millrace.SnapshotStarted.$Properties
         * @property {number|null} [version] SnapshotStarted version
         * @property {number|null} [recordCount] SnapshotStarted recordCount
         * @property {number|null} [topicIdMax] SnapshotStarted topicIdMax
         * @property {number|null} [producerIdMax] SnapshotStarted producerIdMax
         * @property {number|null} [supervisorIncarnation] SnapshotStarted supervisorIncarnation
         * @property {Array.<millrace.TopicConfig.$Properties>|null} [brokerConfigs] SnapshotStarted brokerConfigs
         * @property {number|null} [dataLossCount] SnapshotStarted dataLossCount
         * @property {number|null} [damagedReplicaCount] SnapshotStarted damagedReplicaCount
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SnapshotStarted.
         * @memberof millrace
         * @interface ISnapshotStarted
         * @augments millrace.SnapshotStarted.$Properties
         * @deprecated Use millrace.SnapshotStarted.$Properties instead.
         */

        /**
         * Shape of a SnapshotStarted.
         * @typedef {millrace.SnapshotStarted.$Properties} millrace.SnapshotStarted.$Shape
         */

        /**
         * Constructs a new SnapshotStarted.
         * @memberof millrace
         * @classdesc Represents a SnapshotStarted.
         * @constructor
         * @param {millrace.SnapshotStarted.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SnapshotStarted = function (properties) {
            this.brokerConfigs = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SnapshotStarted version.
         * @member {number} version
         * @memberof millrace.SnapshotStarted
         * @instance
         */
        SnapshotStarted.prototype.version = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * SnapshotStarted recordCount.
         * @member {number} recordCount
         * @memberof millrace.SnapshotStarted
         * @instance
         */
        SnapshotStarted.prototype.recordCount = 0;

        /**
         * SnapshotStarted topicIdMax.
         * @member {number} topicIdMax
         * @memberof millrace.SnapshotStarted
         * @instance
         */
        SnapshotStarted.prototype.topicIdMax = 0;

        /**
         * SnapshotStarted producerIdMax.
         * @member {number} producerIdMax
         * @memberof millrace.SnapshotStarted
         * @instance
         */
        SnapshotStarted.prototype.producerIdMax = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * SnapshotStarted supervisorIncarnation.
         * @member {number} supervisorIncarnation
         * @memberof millrace.SnapshotStarted
         * @instance
         */
        SnapshotStarted.prototype.supervisorIncarnation = 0;

        /**
         * SnapshotStarted brokerConfigs.
         * @member {Array.<millrace.TopicConfig.$Properties>} brokerConfigs
         * @memberof millrace.SnapshotStarted
         * @instance
         */
        SnapshotStarted.prototype.brokerConfigs = $util.emptyArray;

        /**
         * SnapshotStarted dataLossCount.
         * @member {number} dataLossCount
         * @memberof millrace.SnapshotStarted
         * @instance
         */
        SnapshotStarted.prototype.dataLossCount = 0;

        /**
         * SnapshotStarted damagedReplicaCount.
         * @member {number} damagedReplicaCount
         * @memberof millrace.SnapshotStarted
         * @instance
         */
        SnapshotStarted.prototype.damagedReplicaCount = 0;

        /**
         * Creates a new SnapshotStarted instance using the specified properties.
         * @function create
         * @memberof millrace.SnapshotStarted
         * @static
         * @param {millrace.SnapshotStarted.$Properties=} [properties] Properties to set
         * @returns {millrace.SnapshotStarted} SnapshotStarted instance
         * @type {{
         *   (properties: millrace.SnapshotStarted.$Shape): millrace.SnapshotStarted & millrace.SnapshotStarted.$Shape;
         *   (properties?: millrace.SnapshotStarted.$Properties): millrace.SnapshotStarted;
         * }}
         */
        SnapshotStarted.create = function(properties) {
            return new SnapshotStarted(properties);
        };

        /**
         * Encodes the specified SnapshotStarted message. Does not implicitly {@link millrace.SnapshotStarted.verify|verify} messages.
         * @function encode
         * @memberof millrace.SnapshotStarted
         * @static
         * @param {millrace.SnapshotStarted.$Properties} message SnapshotStarted message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SnapshotStarted.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.version != null && $Object.hasOwnProperty.call(message, "version") && (typeof message.version === "object" ? message.version.low || message.version.high : message.version !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.version);
            if (message.recordCount != null && $Object.hasOwnProperty.call(message, "recordCount") && message.recordCount !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.recordCount);
            if (message.topicIdMax != null && $Object.hasOwnProperty.call(message, "topicIdMax") && message.topicIdMax !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.topicIdMax);
            if (message.producerIdMax != null && $Object.hasOwnProperty.call(message, "producerIdMax") && (typeof message.producerIdMax === "object" ? message.producerIdMax.low || message.producerIdMax.high : message.producerIdMax !== 0))
                writer.uint32(/* id 4, wireType 0 =*/32).sint64(message.producerIdMax);
            if (message.supervisorIncarnation != null && $Object.hasOwnProperty.call(message, "supervisorIncarnation") && message.supervisorIncarnation !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).sint32(message.supervisorIncarnation);
            if (message.brokerConfigs != null && message.brokerConfigs.length)
                for (let i = 0; i < message.brokerConfigs.length; ++i)
                    $root.millrace.TopicConfig.encode(message.brokerConfigs[i], writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.dataLossCount != null && $Object.hasOwnProperty.call(message, "dataLossCount") && message.dataLossCount !== 0)
                writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.dataLossCount);
            if (message.damagedReplicaCount != null && $Object.hasOwnProperty.call(message, "damagedReplicaCount") && message.damagedReplicaCount !== 0)
                writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.damagedReplicaCount);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SnapshotStarted message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.SnapshotStarted
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.SnapshotStarted & millrace.SnapshotStarted.$Shape} SnapshotStarted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SnapshotStarted.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.SnapshotStarted();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.version = value;
                        else
                            delete message.version;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.recordCount = value;
                        else
                            delete message.recordCount;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.topicIdMax = value;
                        else
                            delete message.topicIdMax;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.producerIdMax = value;
                        else
                            delete message.producerIdMax;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.supervisorIncarnation = value;
                        else
                            delete message.supervisorIncarnation;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if (!(message.brokerConfigs && message.brokerConfigs.length))
                            message.brokerConfigs = [];
                        message.brokerConfigs.push($root.millrace.TopicConfig.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.dataLossCount = value;
                        else
                            delete message.dataLossCount;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.damagedReplicaCount = value;
                        else
                            delete message.damagedReplicaCount;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SnapshotStarted;
    })();

    millrace.ProducerIdAllocated = (function() {

        /**
         * Properties of a ProducerIdAllocated.
         * @typedef {Object} millrace.ProducerIdAllocated.$Properties
         * @property {number|null} [producerId] ProducerIdAllocated producerId
         * @property {number|null} [producerEpoch] ProducerIdAllocated producerEpoch
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ProducerIdAllocated.
         * @memberof millrace
         * @interface IProducerIdAllocated
         * @augments millrace.ProducerIdAllocated.$Properties
         * @deprecated Use millrace.ProducerIdAllocated.$Properties instead.
         */

        /**
         * Shape of a ProducerIdAllocated.
         * @typedef {millrace.ProducerIdAllocated.$Properties} millrace.ProducerIdAllocated.$Shape
         */

        /**
         * Constructs a new ProducerIdAllocated.
         * @memberof millrace
         * @classdesc Represents a ProducerIdAllocated.
         * @constructor
         * @param {millrace.ProducerIdAllocated.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ProducerIdAllocated = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ProducerIdAllocated producerId.
         * @member {number} producerId
         * @memberof millrace.ProducerIdAllocated
         * @instance
         */
        ProducerIdAllocated.prototype.producerId = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ProducerIdAllocated producerEpoch.
         * @member {number} producerEpoch
         * @memberof millrace.ProducerIdAllocated
         * @instance
         */
        ProducerIdAllocated.prototype.producerEpoch = 0;

        /**
         * Creates a new ProducerIdAllocated instance using the specified properties.
         * @function create
         * @memberof millrace.ProducerIdAllocated
         * @static
         * @param {millrace.ProducerIdAllocated.$Properties=} [properties] Properties to set
         * @returns {millrace.ProducerIdAllocated} ProducerIdAllocated instance
         * @type {{
         *   (properties: millrace.ProducerIdAllocated.$Shape): millrace.ProducerIdAllocated & millrace.ProducerIdAllocated.$Shape;
         *   (properties?: millrace.ProducerIdAllocated.$Properties): millrace.ProducerIdAllocated;
         * }}
         */
        ProducerIdAllocated.create = function(properties) {
            return new ProducerIdAllocated(properties);
        };

        /**
         * Encodes the specified ProducerIdAllocated message. Does not implicitly {@link millrace.ProducerIdAllocated.verify|verify} messages.
         * @function encode
         * @memberof millrace.ProducerIdAllocated
         * @static
         * @param {millrace.ProducerIdAllocated.$Properties} message ProducerIdAllocated message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ProducerIdAllocated.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.producerId != null && $Object.hasOwnProperty.call(message, "producerId") && (typeof message.producerId === "object" ? message.producerId.low || message.producerId.high : message.producerId !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).sint64(message.producerId);
            if (message.producerEpoch != null && $Object.hasOwnProperty.call(message, "producerEpoch") && message.producerEpoch !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).sint32(message.producerEpoch);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ProducerIdAllocated message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.ProducerIdAllocated
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.ProducerIdAllocated & millrace.ProducerIdAllocated.$Shape} ProducerIdAllocated
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ProducerIdAllocated.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.ProducerIdAllocated();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.producerId = value;
                        else
                            delete message.producerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.producerEpoch = value;
                        else
                            delete message.producerEpoch;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ProducerIdAllocated;
    })();

    millrace.RequestAnswered = (function() {

        /**
         * Properties of a RequestAnswered.
         * @typedef {Object} millrace.RequestAnswered.$Properties
         * @property {string|null} [requestId] RequestAnswered requestId
         * @property {number|null} [kind] RequestAnswered kind
         * @property {Uint8Array|null} [response] RequestAnswered response
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestAnswered.
         * @memberof millrace
         * @interface IRequestAnswered
         * @augments millrace.RequestAnswered.$Properties
         * @deprecated Use millrace.RequestAnswered.$Properties instead.
         */

        /**
         * Shape of a RequestAnswered.
         * @typedef {millrace.RequestAnswered.$Properties} millrace.RequestAnswered.$Shape
         */

        /**
         * Constructs a new RequestAnswered.
         * @memberof millrace
         * @classdesc Represents a RequestAnswered.
         * @constructor
         * @param {millrace.RequestAnswered.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestAnswered = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RequestAnswered requestId.
         * @member {string} requestId
         * @memberof millrace.RequestAnswered
         * @instance
         */
        RequestAnswered.prototype.requestId = "";

        /**
         * RequestAnswered kind.
         * @member {number} kind
         * @memberof millrace.RequestAnswered
         * @instance
         */
        RequestAnswered.prototype.kind = 0;

        /**
         * RequestAnswered response.
         * @member {Uint8Array} response
         * @memberof millrace.RequestAnswered
         * @instance
         */
        RequestAnswered.prototype.response = $util.newBuffer([]);

        /**
         * Creates a new RequestAnswered instance using the specified properties.
         * @function create
         * @memberof millrace.RequestAnswered
         * @static
         * @param {millrace.RequestAnswered.$Properties=} [properties] Properties to set
         * @returns {millrace.RequestAnswered} RequestAnswered instance
         * @type {{
         *   (properties: millrace.RequestAnswered.$Shape): millrace.RequestAnswered & millrace.RequestAnswered.$Shape;
         *   (properties?: millrace.RequestAnswered.$Properties): millrace.RequestAnswered;
         * }}
         */
        RequestAnswered.create = function(properties) {
            return new RequestAnswered(properties);
        };

        /**
         * Encodes the specified RequestAnswered message. Does not implicitly {@link millrace.RequestAnswered.verify|verify} messages.
         * @function encode
         * @memberof millrace.RequestAnswered
         * @static
         * @param {millrace.RequestAnswered.$Properties} message RequestAnswered message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestAnswered.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.requestId);
            if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.kind);
            if (message.response != null && $Object.hasOwnProperty.call(message, "response") && message.response.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.response);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestAnswered message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.RequestAnswered
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.RequestAnswered & millrace.RequestAnswered.$Shape} RequestAnswered
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestAnswered.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.RequestAnswered();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.requestId = value;
                        else
                            delete message.requestId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.kind = value;
                        else
                            delete message.kind;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.response = value;
                        else
                            delete message.response;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestAnswered;
    })();

    millrace.RecordsReclaimed = (function() {

        /**
         * Properties of a RecordsReclaimed.
         * @typedef {Object} millrace.RecordsReclaimed.$Properties
         * @property {number|null} [brokerId] RecordsReclaimed brokerId
         * @property {Array.<millrace.Reclaimed.$Properties>|null} [topics] RecordsReclaimed topics
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RecordsReclaimed.
         * @memberof millrace
         * @interface IRecordsReclaimed
         * @augments millrace.RecordsReclaimed.$Properties
         * @deprecated Use millrace.RecordsReclaimed.$Properties instead.
         */

        /**
         * Shape of a RecordsReclaimed.
         * @typedef {millrace.RecordsReclaimed.$Properties} millrace.RecordsReclaimed.$Shape
         */

        /**
         * Constructs a new RecordsReclaimed.
         * @memberof millrace
         * @classdesc Represents a RecordsReclaimed.
         * @constructor
         * @param {millrace.RecordsReclaimed.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RecordsReclaimed = function (properties) {
            this.topics = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RecordsReclaimed brokerId.
         * @member {number} brokerId
         * @memberof millrace.RecordsReclaimed
         * @instance
         */
        RecordsReclaimed.prototype.brokerId = 0;

        /**
         * RecordsReclaimed topics.
         * @member {Array.<millrace.Reclaimed.$Properties>} topics
         * @memberof millrace.RecordsReclaimed
         * @instance
         */
        RecordsReclaimed.prototype.topics = $util.emptyArray;

        /**
         * Creates a new RecordsReclaimed instance using the specified properties.
         * @function create
         * @memberof millrace.RecordsReclaimed
         * @static
         * @param {millrace.RecordsReclaimed.$Properties=} [properties] Properties to set
         * @returns {millrace.RecordsReclaimed} RecordsReclaimed instance
         * @type {{
         *   (properties: millrace.RecordsReclaimed.$Shape): millrace.RecordsReclaimed & millrace.RecordsReclaimed.$Shape;
         *   (properties?: millrace.RecordsReclaimed.$Properties): millrace.RecordsReclaimed;
         * }}
         */
        RecordsReclaimed.create = function(properties) {
            return new RecordsReclaimed(properties);
        };

        /**
         * Encodes the specified RecordsReclaimed message. Does not implicitly {@link millrace.RecordsReclaimed.verify|verify} messages.
         * @function encode
         * @memberof millrace.RecordsReclaimed
         * @static
         * @param {millrace.RecordsReclaimed.$Properties} message RecordsReclaimed message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RecordsReclaimed.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.brokerId != null && $Object.hasOwnProperty.call(message, "brokerId") && message.brokerId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.brokerId);
            if (message.topics != null && message.topics.length)
                for (let i = 0; i < message.topics.length; ++i)
                    $root.millrace.Reclaimed.encode(message.topics[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RecordsReclaimed message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.RecordsReclaimed
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.RecordsReclaimed & millrace.RecordsReclaimed.$Shape} RecordsReclaimed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RecordsReclaimed.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.RecordsReclaimed();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.brokerId = value;
                        else
                            delete message.brokerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.topics && message.topics.length))
                            message.topics = [];
                        message.topics.push($root.millrace.Reclaimed.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RecordsReclaimed;
    })();

    millrace.Reclaimed = (function() {

        /**
         * Properties of a Reclaimed.
         * @typedef {Object} millrace.Reclaimed.$Properties
         * @property {number|null} [topicId] Reclaimed topicId
         * @property {number|null} [records] Reclaimed records
         * @property {number|null} [bytes] Reclaimed bytes
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Reclaimed.
         * @memberof millrace
         * @interface IReclaimed
         * @augments millrace.Reclaimed.$Properties
         * @deprecated Use millrace.Reclaimed.$Properties instead.
         */

        /**
         * Shape of a Reclaimed.
         * @typedef {millrace.Reclaimed.$Properties} millrace.Reclaimed.$Shape
         */

        /**
         * Constructs a new Reclaimed.
         * @memberof millrace
         * @classdesc Represents a Reclaimed.
         * @constructor
         * @param {millrace.Reclaimed.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Reclaimed = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Reclaimed topicId.
         * @member {number} topicId
         * @memberof millrace.Reclaimed
         * @instance
         */
        Reclaimed.prototype.topicId = 0;

        /**
         * Reclaimed records.
         * @member {number} records
         * @memberof millrace.Reclaimed
         * @instance
         */
        Reclaimed.prototype.records = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * Reclaimed bytes.
         * @member {number} bytes
         * @memberof millrace.Reclaimed
         * @instance
         */
        Reclaimed.prototype.bytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * Creates a new Reclaimed instance using the specified properties.
         * @function create
         * @memberof millrace.Reclaimed
         * @static
         * @param {millrace.Reclaimed.$Properties=} [properties] Properties to set
         * @returns {millrace.Reclaimed} Reclaimed instance
         * @type {{
         *   (properties: millrace.Reclaimed.$Shape): millrace.Reclaimed & millrace.Reclaimed.$Shape;
         *   (properties?: millrace.Reclaimed.$Properties): millrace.Reclaimed;
         * }}
         */
        Reclaimed.create = function(properties) {
            return new Reclaimed(properties);
        };

        /**
         * Encodes the specified Reclaimed message. Does not implicitly {@link millrace.Reclaimed.verify|verify} messages.
         * @function encode
         * @memberof millrace.Reclaimed
         * @static
         * @param {millrace.Reclaimed.$Properties} message Reclaimed message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Reclaimed.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.topicId);
            if (message.records != null && $Object.hasOwnProperty.call(message, "records") && (typeof message.records === "object" ? message.records.low || message.records.high : message.records !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.records);
            if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && (typeof message.bytes === "object" ? message.bytes.low || message.bytes.high : message.bytes !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.bytes);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Reclaimed message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.Reclaimed
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.Reclaimed & millrace.Reclaimed.$Shape} Reclaimed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Reclaimed.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.Reclaimed();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.topicId = value;
                        else
                            delete message.topicId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.records = value;
                        else
                            delete message.records;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.bytes = value;
                        else
                            delete message.bytes;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Reclaimed;
    })();

    millrace.HoldChanged = (function() {

        /**
         * Properties of a HoldChanged.
         * @typedef {Object} millrace.HoldChanged.$Properties
         * @property {number|null} [endpoint] HoldChanged endpoint
         * @property {number|null} [incarnation] HoldChanged incarnation
         * @property {number|null} [holdId] HoldChanged holdId
         * @property {Array.<millrace.PartitionId.$Properties>|null} [partitions] HoldChanged partitions
         * @property {string|null} [clientId] HoldChanged clientId
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a HoldChanged.
         * @memberof millrace
         * @interface IHoldChanged
         * @augments millrace.HoldChanged.$Properties
         * @deprecated Use millrace.HoldChanged.$Properties instead.
         */

        /**
         * Shape of a HoldChanged.
         * @typedef {millrace.HoldChanged.$Properties} millrace.HoldChanged.$Shape
         */

        /**
         * Constructs a new HoldChanged.
         * @memberof millrace
         * @classdesc Represents a HoldChanged.
         * @constructor
         * @param {millrace.HoldChanged.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const HoldChanged = function (properties) {
            this.partitions = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * HoldChanged endpoint.
         * @member {number} endpoint
         * @memberof millrace.HoldChanged
         * @instance
         */
        HoldChanged.prototype.endpoint = 0;

        /**
         * HoldChanged incarnation.
         * @member {number} incarnation
         * @memberof millrace.HoldChanged
         * @instance
         */
        HoldChanged.prototype.incarnation = 0;

        /**
         * HoldChanged holdId.
         * @member {number} holdId
         * @memberof millrace.HoldChanged
         * @instance
         */
        HoldChanged.prototype.holdId = 0;

        /**
         * HoldChanged partitions.
         * @member {Array.<millrace.PartitionId.$Properties>} partitions
         * @memberof millrace.HoldChanged
         * @instance
         */
        HoldChanged.prototype.partitions = $util.emptyArray;

        /**
         * HoldChanged clientId.
         * @member {string} clientId
         * @memberof millrace.HoldChanged
         * @instance
         */
        HoldChanged.prototype.clientId = "";

        /**
         * Creates a new HoldChanged instance using the specified properties.
         * @function create
         * @memberof millrace.HoldChanged
         * @static
         * @param {millrace.HoldChanged.$Properties=} [properties] Properties to set
         * @returns {millrace.HoldChanged} HoldChanged instance
         * @type {{
         *   (properties: millrace.HoldChanged.$Shape): millrace.HoldChanged & millrace.HoldChanged.$Shape;
         *   (properties?: millrace.HoldChanged.$Properties): millrace.HoldChanged;
         * }}
         */
        HoldChanged.create = function(properties) {
            return new HoldChanged(properties);
        };

        /**
         * Encodes the specified HoldChanged message. Does not implicitly {@link millrace.HoldChanged.verify|verify} messages.
         * @function encode
         * @memberof millrace.HoldChanged
         * @static
         * @param {millrace.HoldChanged.$Properties} message HoldChanged message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        HoldChanged.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.endpoint != null && $Object.hasOwnProperty.call(message, "endpoint") && message.endpoint !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.endpoint);
            if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.incarnation);
            if (message.holdId != null && $Object.hasOwnProperty.call(message, "holdId") && message.holdId !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.holdId);
            if (message.partitions != null && message.partitions.length)
                for (let i = 0; i < message.partitions.length; ++i)
                    $root.millrace.PartitionId.encode(message.partitions[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.clientId != null && $Object.hasOwnProperty.call(message, "clientId") && message.clientId !== "")
                writer.uint32(/* id 5, wireType 2 =*/42).string(message.clientId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a HoldChanged message from the specified reader or buffer.
         * @function decode
         * @memberof millrace.HoldChanged
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {millrace.HoldChanged & millrace.HoldChanged.$Shape} HoldChanged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        HoldChanged.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.millrace.HoldChanged();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.endpoint = value;
                        else
                            delete message.endpoint;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.incarnation = value;
                        else
                            delete message.incarnation;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.holdId = value;
                        else
                            delete message.holdId;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.partitions && message.partitions.length))
                            message.partitions = [];
                        message.partitions.push($root.millrace.PartitionId.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.clientId = value;
                        else
                            delete message.clientId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return HoldChanged;
    })();

    return millrace;
})();

export {
  $root as default
};
