import * as $protobuf from "./protobuf-runtime.js";

/** Namespace millrace. */
export namespace millrace {

    /** ErrorCode enum. */
    enum ErrorCode {

        /** NONE value */
        NONE = 0,

        /** OFFSET_OUT_OF_RANGE value */
        OFFSET_OUT_OF_RANGE = 1,

        /** CORRUPT_MESSAGE value */
        CORRUPT_MESSAGE = 2,

        /** UNKNOWN_TOPIC_OR_PARTITION value */
        UNKNOWN_TOPIC_OR_PARTITION = 3,

        /** LEADER_NOT_AVAILABLE value */
        LEADER_NOT_AVAILABLE = 5,

        /** NOT_LEADER_OR_FOLLOWER value */
        NOT_LEADER_OR_FOLLOWER = 6,

        /** REQUEST_TIMED_OUT value */
        REQUEST_TIMED_OUT = 7,

        /** MESSAGE_TOO_LARGE value */
        MESSAGE_TOO_LARGE = 10,

        /** INVALID_TOPIC_EXCEPTION value */
        INVALID_TOPIC_EXCEPTION = 17,

        /** RECORD_LIST_TOO_LARGE value */
        RECORD_LIST_TOO_LARGE = 18,

        /** NOT_ENOUGH_REPLICAS value */
        NOT_ENOUGH_REPLICAS = 19,

        /** NOT_ENOUGH_REPLICAS_AFTER_APPEND value */
        NOT_ENOUGH_REPLICAS_AFTER_APPEND = 20,

        /** INVALID_REQUIRED_ACKS value */
        INVALID_REQUIRED_ACKS = 21,

        /** TOPIC_ALREADY_EXISTS value */
        TOPIC_ALREADY_EXISTS = 36,

        /** INVALID_PARTITIONS value */
        INVALID_PARTITIONS = 37,

        /** INVALID_REPLICATION_FACTOR value */
        INVALID_REPLICATION_FACTOR = 38,

        /** INVALID_REPLICA_ASSIGNMENT value */
        INVALID_REPLICA_ASSIGNMENT = 39,

        /** INVALID_CONFIG value */
        INVALID_CONFIG = 40,

        /** INVALID_REQUEST value */
        INVALID_REQUEST = 42,

        /** OUT_OF_ORDER_SEQUENCE_NUMBER value */
        OUT_OF_ORDER_SEQUENCE_NUMBER = 45,

        /** DUPLICATE_SEQUENCE_NUMBER value */
        DUPLICATE_SEQUENCE_NUMBER = 46,

        /** INVALID_PRODUCER_EPOCH value */
        INVALID_PRODUCER_EPOCH = 47,

        /** UNKNOWN_PRODUCER_ID value */
        UNKNOWN_PRODUCER_ID = 59,

        /** FETCH_SESSION_ID_NOT_FOUND value */
        FETCH_SESSION_ID_NOT_FOUND = 70,

        /** INVALID_FETCH_SESSION_EPOCH value */
        INVALID_FETCH_SESSION_EPOCH = 71,

        /** FENCED_LEADER_EPOCH value */
        FENCED_LEADER_EPOCH = 74,

        /** UNKNOWN_LEADER_EPOCH value */
        UNKNOWN_LEADER_EPOCH = 75,

        /** STALE_BROKER_EPOCH value */
        STALE_BROKER_EPOCH = 77,

        /** OFFSET_NOT_AVAILABLE value */
        OFFSET_NOT_AVAILABLE = 78,

        /** PREFERRED_LEADER_NOT_AVAILABLE value */
        PREFERRED_LEADER_NOT_AVAILABLE = 80,

        /** ELIGIBLE_LEADERS_NOT_AVAILABLE value */
        ELIGIBLE_LEADERS_NOT_AVAILABLE = 83,

        /** ELECTION_NOT_NEEDED value */
        ELECTION_NOT_NEEDED = 84,

        /** NO_REASSIGNMENT_IN_PROGRESS value */
        NO_REASSIGNMENT_IN_PROGRESS = 85,

        /** INVALID_RECORD value */
        INVALID_RECORD = 87,

        /** INVALID_UPDATE_VERSION value */
        INVALID_UPDATE_VERSION = 95,

        /** DUPLICATE_BROKER_REGISTRATION value */
        DUPLICATE_BROKER_REGISTRATION = 101,

        /** INELIGIBLE_REPLICA value */
        INELIGIBLE_REPLICA = 107,

        /** NEW_LEADER_ELECTED value */
        NEW_LEADER_ELECTED = 108,

        /** ENDPOINT_DIED value */
        ENDPOINT_DIED = 10000,

        /** STORAGE_FULL value */
        STORAGE_FULL = 10001,

        /** METADATA_FULL value */
        METADATA_FULL = 10002,

        /** CLOSING value */
        CLOSING = 10003,

        /** ACTOR_STOPPED value */
        ACTOR_STOPPED = 10004,

        /** TOO_MANY_HOLDS value */
        TOO_MANY_HOLDS = 10005
    }

    /**
     * Properties of a PartitionId.
     * @deprecated Use millrace.PartitionId.$Properties instead.
     */
    interface IPartitionId extends millrace.PartitionId.$Properties {
    }

    /** Represents a PartitionId. */
    class PartitionId {

        /**
         * Constructs a new PartitionId.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.PartitionId.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PartitionId topicId. */
        topicId: number;

        /** PartitionId partition. */
        partition: number;

        /**
         * Creates a new PartitionId instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PartitionId instance
         */
        static create(properties: millrace.PartitionId.$Shape): millrace.PartitionId & millrace.PartitionId.$Shape;
        static create(properties?: millrace.PartitionId.$Properties): millrace.PartitionId;

        /**
         * Encodes the specified PartitionId message. Does not implicitly {@link millrace.PartitionId.verify|verify} messages.
         * @param message PartitionId message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.PartitionId.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PartitionId message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.PartitionId & millrace.PartitionId.$Shape} PartitionId
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.PartitionId & millrace.PartitionId.$Shape;
    }

    namespace PartitionId {

        /** Properties of a PartitionId. */
        interface $Properties {

            /** PartitionId topicId */
            topicId?: (number|null);

            /** PartitionId partition */
            partition?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PartitionId. */
        type $Shape = millrace.PartitionId.$Properties;
    }

    /**
     * Properties of a BrokerEpoch.
     * @deprecated Use millrace.BrokerEpoch.$Properties instead.
     */
    interface IBrokerEpoch extends millrace.BrokerEpoch.$Properties {
    }

    /** Represents a BrokerEpoch. */
    class BrokerEpoch {

        /**
         * Constructs a new BrokerEpoch.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.BrokerEpoch.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BrokerEpoch brokerId. */
        brokerId: number;

        /** BrokerEpoch brokerEpoch. */
        brokerEpoch: number;

        /**
         * Creates a new BrokerEpoch instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BrokerEpoch instance
         */
        static create(properties: millrace.BrokerEpoch.$Shape): millrace.BrokerEpoch & millrace.BrokerEpoch.$Shape;
        static create(properties?: millrace.BrokerEpoch.$Properties): millrace.BrokerEpoch;

        /**
         * Encodes the specified BrokerEpoch message. Does not implicitly {@link millrace.BrokerEpoch.verify|verify} messages.
         * @param message BrokerEpoch message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.BrokerEpoch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BrokerEpoch message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.BrokerEpoch & millrace.BrokerEpoch.$Shape} BrokerEpoch
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.BrokerEpoch & millrace.BrokerEpoch.$Shape;
    }

    namespace BrokerEpoch {

        /** Properties of a BrokerEpoch. */
        interface $Properties {

            /** BrokerEpoch brokerId */
            brokerId?: (number|null);

            /** BrokerEpoch brokerEpoch */
            brokerEpoch?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BrokerEpoch. */
        type $Shape = millrace.BrokerEpoch.$Properties;
    }

    /**
     * Properties of a RegisterBrokerRequest.
     * @deprecated Use millrace.RegisterBrokerRequest.$Properties instead.
     */
    interface IRegisterBrokerRequest extends millrace.RegisterBrokerRequest.$Properties {
    }

    /** Represents a RegisterBrokerRequest. */
    class RegisterBrokerRequest {

        /**
         * Constructs a new RegisterBrokerRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.RegisterBrokerRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RegisterBrokerRequest brokerId. */
        brokerId: number;

        /** RegisterBrokerRequest incarnation. */
        incarnation: number;

        /** RegisterBrokerRequest hasLog. */
        hasLog: boolean;

        /** RegisterBrokerRequest damaged. */
        damaged: millrace.DamagedLog.$Properties[];

        /**
         * Creates a new RegisterBrokerRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RegisterBrokerRequest instance
         */
        static create(properties: millrace.RegisterBrokerRequest.$Shape): millrace.RegisterBrokerRequest & millrace.RegisterBrokerRequest.$Shape;
        static create(properties?: millrace.RegisterBrokerRequest.$Properties): millrace.RegisterBrokerRequest;

        /**
         * Encodes the specified RegisterBrokerRequest message. Does not implicitly {@link millrace.RegisterBrokerRequest.verify|verify} messages.
         * @param message RegisterBrokerRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.RegisterBrokerRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RegisterBrokerRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.RegisterBrokerRequest & millrace.RegisterBrokerRequest.$Shape} RegisterBrokerRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.RegisterBrokerRequest & millrace.RegisterBrokerRequest.$Shape;
    }

    namespace RegisterBrokerRequest {

        /** Properties of a RegisterBrokerRequest. */
        interface $Properties {

            /** RegisterBrokerRequest brokerId */
            brokerId?: (number|null);

            /** RegisterBrokerRequest incarnation */
            incarnation?: (number|null);

            /** RegisterBrokerRequest hasLog */
            hasLog?: (boolean|null);

            /** RegisterBrokerRequest damaged */
            damaged?: (millrace.DamagedLog.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RegisterBrokerRequest. */
        type $Shape = millrace.RegisterBrokerRequest.$Properties;
    }

    /**
     * Properties of a DamagedLog.
     * @deprecated Use millrace.DamagedLog.$Properties instead.
     */
    interface IDamagedLog extends millrace.DamagedLog.$Properties {
    }

    /** Represents a DamagedLog. */
    class DamagedLog {

        /**
         * Constructs a new DamagedLog.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.DamagedLog.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DamagedLog topicId. */
        topicId: number;

        /** DamagedLog partition. */
        partition: number;

        /** DamagedLog offset. */
        offset: number;

        /**
         * Creates a new DamagedLog instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DamagedLog instance
         */
        static create(properties: millrace.DamagedLog.$Shape): millrace.DamagedLog & millrace.DamagedLog.$Shape;
        static create(properties?: millrace.DamagedLog.$Properties): millrace.DamagedLog;

        /**
         * Encodes the specified DamagedLog message. Does not implicitly {@link millrace.DamagedLog.verify|verify} messages.
         * @param message DamagedLog message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.DamagedLog.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DamagedLog message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.DamagedLog & millrace.DamagedLog.$Shape} DamagedLog
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.DamagedLog & millrace.DamagedLog.$Shape;
    }

    namespace DamagedLog {

        /** Properties of a DamagedLog. */
        interface $Properties {

            /** DamagedLog topicId */
            topicId?: (number|null);

            /** DamagedLog partition */
            partition?: (number|null);

            /** DamagedLog offset */
            offset?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DamagedLog. */
        type $Shape = millrace.DamagedLog.$Properties;
    }

    /**
     * Properties of a RegisterBrokerResponse.
     * @deprecated Use millrace.RegisterBrokerResponse.$Properties instead.
     */
    interface IRegisterBrokerResponse extends millrace.RegisterBrokerResponse.$Properties {
    }

    /** Represents a RegisterBrokerResponse. */
    class RegisterBrokerResponse {

        /**
         * Constructs a new RegisterBrokerResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.RegisterBrokerResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RegisterBrokerResponse error. */
        error: millrace.ErrorCode;

        /** RegisterBrokerResponse brokerEpoch. */
        brokerEpoch: number;

        /**
         * Creates a new RegisterBrokerResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RegisterBrokerResponse instance
         */
        static create(properties: millrace.RegisterBrokerResponse.$Shape): millrace.RegisterBrokerResponse & millrace.RegisterBrokerResponse.$Shape;
        static create(properties?: millrace.RegisterBrokerResponse.$Properties): millrace.RegisterBrokerResponse;

        /**
         * Encodes the specified RegisterBrokerResponse message. Does not implicitly {@link millrace.RegisterBrokerResponse.verify|verify} messages.
         * @param message RegisterBrokerResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.RegisterBrokerResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RegisterBrokerResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.RegisterBrokerResponse & millrace.RegisterBrokerResponse.$Shape} RegisterBrokerResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.RegisterBrokerResponse & millrace.RegisterBrokerResponse.$Shape;
    }

    namespace RegisterBrokerResponse {

        /** Properties of a RegisterBrokerResponse. */
        interface $Properties {

            /** RegisterBrokerResponse error */
            error?: (millrace.ErrorCode|null);

            /** RegisterBrokerResponse brokerEpoch */
            brokerEpoch?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RegisterBrokerResponse. */
        type $Shape = millrace.RegisterBrokerResponse.$Properties;
    }

    /**
     * Properties of an AlterPartitionRequest.
     * @deprecated Use millrace.AlterPartitionRequest.$Properties instead.
     */
    interface IAlterPartitionRequest extends millrace.AlterPartitionRequest.$Properties {
    }

    /** Represents an AlterPartitionRequest. */
    class AlterPartitionRequest {

        /**
         * Constructs a new AlterPartitionRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.AlterPartitionRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AlterPartitionRequest brokerId. */
        brokerId: number;

        /** AlterPartitionRequest brokerEpoch. */
        brokerEpoch: number;

        /** AlterPartitionRequest topicId. */
        topicId: number;

        /** AlterPartitionRequest partition. */
        partition: number;

        /** AlterPartitionRequest leaderEpoch. */
        leaderEpoch: number;

        /** AlterPartitionRequest partitionEpoch. */
        partitionEpoch: number;

        /** AlterPartitionRequest newIsr. */
        newIsr: millrace.BrokerEpoch.$Properties[];

        /** AlterPartitionRequest damagedOffset. */
        damagedOffset: number;

        /**
         * Creates a new AlterPartitionRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AlterPartitionRequest instance
         */
        static create(properties: millrace.AlterPartitionRequest.$Shape): millrace.AlterPartitionRequest & millrace.AlterPartitionRequest.$Shape;
        static create(properties?: millrace.AlterPartitionRequest.$Properties): millrace.AlterPartitionRequest;

        /**
         * Encodes the specified AlterPartitionRequest message. Does not implicitly {@link millrace.AlterPartitionRequest.verify|verify} messages.
         * @param message AlterPartitionRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.AlterPartitionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AlterPartitionRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.AlterPartitionRequest & millrace.AlterPartitionRequest.$Shape} AlterPartitionRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.AlterPartitionRequest & millrace.AlterPartitionRequest.$Shape;
    }

    namespace AlterPartitionRequest {

        /** Properties of an AlterPartitionRequest. */
        interface $Properties {

            /** AlterPartitionRequest brokerId */
            brokerId?: (number|null);

            /** AlterPartitionRequest brokerEpoch */
            brokerEpoch?: (number|null);

            /** AlterPartitionRequest topicId */
            topicId?: (number|null);

            /** AlterPartitionRequest partition */
            partition?: (number|null);

            /** AlterPartitionRequest leaderEpoch */
            leaderEpoch?: (number|null);

            /** AlterPartitionRequest partitionEpoch */
            partitionEpoch?: (number|null);

            /** AlterPartitionRequest newIsr */
            newIsr?: (millrace.BrokerEpoch.$Properties[]|null);

            /** AlterPartitionRequest damagedOffset */
            damagedOffset?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AlterPartitionRequest. */
        type $Shape = millrace.AlterPartitionRequest.$Properties;
    }

    /**
     * Properties of an AlterPartitionResponse.
     * @deprecated Use millrace.AlterPartitionResponse.$Properties instead.
     */
    interface IAlterPartitionResponse extends millrace.AlterPartitionResponse.$Properties {
    }

    /** Represents an AlterPartitionResponse. */
    class AlterPartitionResponse {

        /**
         * Constructs a new AlterPartitionResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.AlterPartitionResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AlterPartitionResponse error. */
        error: millrace.ErrorCode;

        /** AlterPartitionResponse topicId. */
        topicId: number;

        /** AlterPartitionResponse partition. */
        partition: number;

        /** AlterPartitionResponse leaderEpoch. */
        leaderEpoch: number;

        /** AlterPartitionResponse partitionEpoch. */
        partitionEpoch: number;

        /** AlterPartitionResponse isr. */
        isr: number[];

        /**
         * Creates a new AlterPartitionResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AlterPartitionResponse instance
         */
        static create(properties: millrace.AlterPartitionResponse.$Shape): millrace.AlterPartitionResponse & millrace.AlterPartitionResponse.$Shape;
        static create(properties?: millrace.AlterPartitionResponse.$Properties): millrace.AlterPartitionResponse;

        /**
         * Encodes the specified AlterPartitionResponse message. Does not implicitly {@link millrace.AlterPartitionResponse.verify|verify} messages.
         * @param message AlterPartitionResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.AlterPartitionResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AlterPartitionResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.AlterPartitionResponse & millrace.AlterPartitionResponse.$Shape} AlterPartitionResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.AlterPartitionResponse & millrace.AlterPartitionResponse.$Shape;
    }

    namespace AlterPartitionResponse {

        /** Properties of an AlterPartitionResponse. */
        interface $Properties {

            /** AlterPartitionResponse error */
            error?: (millrace.ErrorCode|null);

            /** AlterPartitionResponse topicId */
            topicId?: (number|null);

            /** AlterPartitionResponse partition */
            partition?: (number|null);

            /** AlterPartitionResponse leaderEpoch */
            leaderEpoch?: (number|null);

            /** AlterPartitionResponse partitionEpoch */
            partitionEpoch?: (number|null);

            /** AlterPartitionResponse isr */
            isr?: (number[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AlterPartitionResponse. */
        type $Shape = millrace.AlterPartitionResponse.$Properties;
    }

    /**
     * Properties of a CreateTopicsRequest.
     * @deprecated Use millrace.CreateTopicsRequest.$Properties instead.
     */
    interface ICreateTopicsRequest extends millrace.CreateTopicsRequest.$Properties {
    }

    /** Represents a CreateTopicsRequest. */
    class CreateTopicsRequest {

        /**
         * Constructs a new CreateTopicsRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.CreateTopicsRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CreateTopicsRequest requestId. */
        requestId: string;

        /** CreateTopicsRequest topics. */
        topics: millrace.NewTopic.$Properties[];

        /** CreateTopicsRequest validateOnly. */
        validateOnly: boolean;

        /**
         * Creates a new CreateTopicsRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CreateTopicsRequest instance
         */
        static create(properties: millrace.CreateTopicsRequest.$Shape): millrace.CreateTopicsRequest & millrace.CreateTopicsRequest.$Shape;
        static create(properties?: millrace.CreateTopicsRequest.$Properties): millrace.CreateTopicsRequest;

        /**
         * Encodes the specified CreateTopicsRequest message. Does not implicitly {@link millrace.CreateTopicsRequest.verify|verify} messages.
         * @param message CreateTopicsRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.CreateTopicsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CreateTopicsRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.CreateTopicsRequest & millrace.CreateTopicsRequest.$Shape} CreateTopicsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.CreateTopicsRequest & millrace.CreateTopicsRequest.$Shape;
    }

    namespace CreateTopicsRequest {

        /** Properties of a CreateTopicsRequest. */
        interface $Properties {

            /** CreateTopicsRequest requestId */
            requestId?: (string|null);

            /** CreateTopicsRequest topics */
            topics?: (millrace.NewTopic.$Properties[]|null);

            /** CreateTopicsRequest validateOnly */
            validateOnly?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CreateTopicsRequest. */
        type $Shape = millrace.CreateTopicsRequest.$Properties;
    }

    /**
     * Properties of a NewTopic.
     * @deprecated Use millrace.NewTopic.$Properties instead.
     */
    interface INewTopic extends millrace.NewTopic.$Properties {
    }

    /** Represents a NewTopic. */
    class NewTopic {

        /**
         * Constructs a new NewTopic.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.NewTopic.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NewTopic name. */
        name: string;

        /** NewTopic partitions. */
        partitions: number;

        /** NewTopic replicationFactor. */
        replicationFactor: number;

        /** NewTopic configs. */
        configs: millrace.ConfigEntry.$Properties[];

        /** NewTopic assignment. */
        assignment: millrace.ReplicaList.$Properties[];

        /**
         * Creates a new NewTopic instance using the specified properties.
         * @param [properties] Properties to set
         * @returns NewTopic instance
         */
        static create(properties: millrace.NewTopic.$Shape): millrace.NewTopic & millrace.NewTopic.$Shape;
        static create(properties?: millrace.NewTopic.$Properties): millrace.NewTopic;

        /**
         * Encodes the specified NewTopic message. Does not implicitly {@link millrace.NewTopic.verify|verify} messages.
         * @param message NewTopic message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.NewTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NewTopic message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.NewTopic & millrace.NewTopic.$Shape} NewTopic
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.NewTopic & millrace.NewTopic.$Shape;
    }

    namespace NewTopic {

        /** Properties of a NewTopic. */
        interface $Properties {

            /** NewTopic name */
            name?: (string|null);

            /** NewTopic partitions */
            partitions?: (number|null);

            /** NewTopic replicationFactor */
            replicationFactor?: (number|null);

            /** NewTopic configs */
            configs?: (millrace.ConfigEntry.$Properties[]|null);

            /** NewTopic assignment */
            assignment?: (millrace.ReplicaList.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NewTopic. */
        type $Shape = millrace.NewTopic.$Properties;
    }

    /**
     * Properties of a ReplicaList.
     * @deprecated Use millrace.ReplicaList.$Properties instead.
     */
    interface IReplicaList extends millrace.ReplicaList.$Properties {
    }

    /** Represents a ReplicaList. */
    class ReplicaList {

        /**
         * Constructs a new ReplicaList.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.ReplicaList.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ReplicaList replicas. */
        replicas: number[];

        /**
         * Creates a new ReplicaList instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ReplicaList instance
         */
        static create(properties: millrace.ReplicaList.$Shape): millrace.ReplicaList & millrace.ReplicaList.$Shape;
        static create(properties?: millrace.ReplicaList.$Properties): millrace.ReplicaList;

        /**
         * Encodes the specified ReplicaList message. Does not implicitly {@link millrace.ReplicaList.verify|verify} messages.
         * @param message ReplicaList message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.ReplicaList.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ReplicaList message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.ReplicaList & millrace.ReplicaList.$Shape} ReplicaList
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.ReplicaList & millrace.ReplicaList.$Shape;
    }

    namespace ReplicaList {

        /** Properties of a ReplicaList. */
        interface $Properties {

            /** ReplicaList replicas */
            replicas?: (number[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ReplicaList. */
        type $Shape = millrace.ReplicaList.$Properties;
    }

    /**
     * Properties of a ConfigEntry.
     * @deprecated Use millrace.ConfigEntry.$Properties instead.
     */
    interface IConfigEntry extends millrace.ConfigEntry.$Properties {
    }

    /** Represents a ConfigEntry. */
    class ConfigEntry {

        /**
         * Constructs a new ConfigEntry.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.ConfigEntry.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ConfigEntry name. */
        name: string;

        /** ConfigEntry value. */
        value: string;

        /**
         * Creates a new ConfigEntry instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ConfigEntry instance
         */
        static create(properties: millrace.ConfigEntry.$Shape): millrace.ConfigEntry & millrace.ConfigEntry.$Shape;
        static create(properties?: millrace.ConfigEntry.$Properties): millrace.ConfigEntry;

        /**
         * Encodes the specified ConfigEntry message. Does not implicitly {@link millrace.ConfigEntry.verify|verify} messages.
         * @param message ConfigEntry message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.ConfigEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ConfigEntry message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.ConfigEntry & millrace.ConfigEntry.$Shape} ConfigEntry
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.ConfigEntry & millrace.ConfigEntry.$Shape;
    }

    namespace ConfigEntry {

        /** Properties of a ConfigEntry. */
        interface $Properties {

            /** ConfigEntry name */
            name?: (string|null);

            /** ConfigEntry value */
            value?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ConfigEntry. */
        type $Shape = millrace.ConfigEntry.$Properties;
    }

    /**
     * Properties of a CreateTopicsResponse.
     * @deprecated Use millrace.CreateTopicsResponse.$Properties instead.
     */
    interface ICreateTopicsResponse extends millrace.CreateTopicsResponse.$Properties {
    }

    /** Represents a CreateTopicsResponse. */
    class CreateTopicsResponse {

        /**
         * Constructs a new CreateTopicsResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.CreateTopicsResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CreateTopicsResponse error. */
        error: millrace.ErrorCode;

        /** CreateTopicsResponse message. */
        message: string;

        /** CreateTopicsResponse topics. */
        topics: millrace.CreatedTopic.$Properties[];

        /**
         * Creates a new CreateTopicsResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CreateTopicsResponse instance
         */
        static create(properties: millrace.CreateTopicsResponse.$Shape): millrace.CreateTopicsResponse & millrace.CreateTopicsResponse.$Shape;
        static create(properties?: millrace.CreateTopicsResponse.$Properties): millrace.CreateTopicsResponse;

        /**
         * Encodes the specified CreateTopicsResponse message. Does not implicitly {@link millrace.CreateTopicsResponse.verify|verify} messages.
         * @param message CreateTopicsResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.CreateTopicsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CreateTopicsResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.CreateTopicsResponse & millrace.CreateTopicsResponse.$Shape} CreateTopicsResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.CreateTopicsResponse & millrace.CreateTopicsResponse.$Shape;
    }

    namespace CreateTopicsResponse {

        /** Properties of a CreateTopicsResponse. */
        interface $Properties {

            /** CreateTopicsResponse error */
            error?: (millrace.ErrorCode|null);

            /** CreateTopicsResponse message */
            message?: (string|null);

            /** CreateTopicsResponse topics */
            topics?: (millrace.CreatedTopic.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CreateTopicsResponse. */
        type $Shape = millrace.CreateTopicsResponse.$Properties;
    }

    /**
     * Properties of a CreatedTopic.
     * @deprecated Use millrace.CreatedTopic.$Properties instead.
     */
    interface ICreatedTopic extends millrace.CreatedTopic.$Properties {
    }

    /** Represents a CreatedTopic. */
    class CreatedTopic {

        /**
         * Constructs a new CreatedTopic.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.CreatedTopic.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CreatedTopic name. */
        name: string;

        /** CreatedTopic error. */
        error: millrace.ErrorCode;

        /** CreatedTopic message. */
        message: string;

        /** CreatedTopic topicId. */
        topicId: number;

        /** CreatedTopic partitions. */
        partitions: number;

        /** CreatedTopic replicationFactor. */
        replicationFactor: number;

        /**
         * Creates a new CreatedTopic instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CreatedTopic instance
         */
        static create(properties: millrace.CreatedTopic.$Shape): millrace.CreatedTopic & millrace.CreatedTopic.$Shape;
        static create(properties?: millrace.CreatedTopic.$Properties): millrace.CreatedTopic;

        /**
         * Encodes the specified CreatedTopic message. Does not implicitly {@link millrace.CreatedTopic.verify|verify} messages.
         * @param message CreatedTopic message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.CreatedTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CreatedTopic message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.CreatedTopic & millrace.CreatedTopic.$Shape} CreatedTopic
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.CreatedTopic & millrace.CreatedTopic.$Shape;
    }

    namespace CreatedTopic {

        /** Properties of a CreatedTopic. */
        interface $Properties {

            /** CreatedTopic name */
            name?: (string|null);

            /** CreatedTopic error */
            error?: (millrace.ErrorCode|null);

            /** CreatedTopic message */
            message?: (string|null);

            /** CreatedTopic topicId */
            topicId?: (number|null);

            /** CreatedTopic partitions */
            partitions?: (number|null);

            /** CreatedTopic replicationFactor */
            replicationFactor?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CreatedTopic. */
        type $Shape = millrace.CreatedTopic.$Properties;
    }

    /**
     * Properties of an InitProducerIdRequest.
     * @deprecated Use millrace.InitProducerIdRequest.$Properties instead.
     */
    interface IInitProducerIdRequest extends millrace.InitProducerIdRequest.$Properties {
    }

    /** Represents an InitProducerIdRequest. */
    class InitProducerIdRequest {

        /**
         * Constructs a new InitProducerIdRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.InitProducerIdRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** InitProducerIdRequest requestId. */
        requestId: string;

        /** InitProducerIdRequest producerId. */
        producerId: number;

        /** InitProducerIdRequest producerEpoch. */
        producerEpoch: number;

        /**
         * Creates a new InitProducerIdRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns InitProducerIdRequest instance
         */
        static create(properties: millrace.InitProducerIdRequest.$Shape): millrace.InitProducerIdRequest & millrace.InitProducerIdRequest.$Shape;
        static create(properties?: millrace.InitProducerIdRequest.$Properties): millrace.InitProducerIdRequest;

        /**
         * Encodes the specified InitProducerIdRequest message. Does not implicitly {@link millrace.InitProducerIdRequest.verify|verify} messages.
         * @param message InitProducerIdRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.InitProducerIdRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an InitProducerIdRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.InitProducerIdRequest & millrace.InitProducerIdRequest.$Shape} InitProducerIdRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.InitProducerIdRequest & millrace.InitProducerIdRequest.$Shape;
    }

    namespace InitProducerIdRequest {

        /** Properties of an InitProducerIdRequest. */
        interface $Properties {

            /** InitProducerIdRequest requestId */
            requestId?: (string|null);

            /** InitProducerIdRequest producerId */
            producerId?: (number|null);

            /** InitProducerIdRequest producerEpoch */
            producerEpoch?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an InitProducerIdRequest. */
        type $Shape = millrace.InitProducerIdRequest.$Properties;
    }

    /**
     * Properties of an InitProducerIdResponse.
     * @deprecated Use millrace.InitProducerIdResponse.$Properties instead.
     */
    interface IInitProducerIdResponse extends millrace.InitProducerIdResponse.$Properties {
    }

    /** Represents an InitProducerIdResponse. */
    class InitProducerIdResponse {

        /**
         * Constructs a new InitProducerIdResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.InitProducerIdResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** InitProducerIdResponse error. */
        error: millrace.ErrorCode;

        /** InitProducerIdResponse producerId. */
        producerId: number;

        /** InitProducerIdResponse producerEpoch. */
        producerEpoch: number;

        /**
         * Creates a new InitProducerIdResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns InitProducerIdResponse instance
         */
        static create(properties: millrace.InitProducerIdResponse.$Shape): millrace.InitProducerIdResponse & millrace.InitProducerIdResponse.$Shape;
        static create(properties?: millrace.InitProducerIdResponse.$Properties): millrace.InitProducerIdResponse;

        /**
         * Encodes the specified InitProducerIdResponse message. Does not implicitly {@link millrace.InitProducerIdResponse.verify|verify} messages.
         * @param message InitProducerIdResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.InitProducerIdResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an InitProducerIdResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.InitProducerIdResponse & millrace.InitProducerIdResponse.$Shape} InitProducerIdResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.InitProducerIdResponse & millrace.InitProducerIdResponse.$Shape;
    }

    namespace InitProducerIdResponse {

        /** Properties of an InitProducerIdResponse. */
        interface $Properties {

            /** InitProducerIdResponse error */
            error?: (millrace.ErrorCode|null);

            /** InitProducerIdResponse producerId */
            producerId?: (number|null);

            /** InitProducerIdResponse producerEpoch */
            producerEpoch?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an InitProducerIdResponse. */
        type $Shape = millrace.InitProducerIdResponse.$Properties;
    }

    /**
     * Properties of an AdminResponse.
     * @deprecated Use millrace.AdminResponse.$Properties instead.
     */
    interface IAdminResponse extends millrace.AdminResponse.$Properties {
    }

    /** Represents an AdminResponse. */
    class AdminResponse {

        /**
         * Constructs a new AdminResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.AdminResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AdminResponse error. */
        error: millrace.ErrorCode;

        /** AdminResponse message. */
        message: string;

        /** AdminResponse metadataVersion. */
        metadataVersion: number;

        /** AdminResponse results. */
        results: millrace.AdminResult.$Properties[];

        /**
         * Creates a new AdminResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AdminResponse instance
         */
        static create(properties: millrace.AdminResponse.$Shape): millrace.AdminResponse & millrace.AdminResponse.$Shape;
        static create(properties?: millrace.AdminResponse.$Properties): millrace.AdminResponse;

        /**
         * Encodes the specified AdminResponse message. Does not implicitly {@link millrace.AdminResponse.verify|verify} messages.
         * @param message AdminResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.AdminResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AdminResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.AdminResponse & millrace.AdminResponse.$Shape} AdminResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.AdminResponse & millrace.AdminResponse.$Shape;
    }

    namespace AdminResponse {

        /** Properties of an AdminResponse. */
        interface $Properties {

            /** AdminResponse error */
            error?: (millrace.ErrorCode|null);

            /** AdminResponse message */
            message?: (string|null);

            /** AdminResponse metadataVersion */
            metadataVersion?: (number|null);

            /** AdminResponse results */
            results?: (millrace.AdminResult.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AdminResponse. */
        type $Shape = millrace.AdminResponse.$Properties;
    }

    /**
     * Properties of an AdminResult.
     * @deprecated Use millrace.AdminResult.$Properties instead.
     */
    interface IAdminResult extends millrace.AdminResult.$Properties {
    }

    /** Represents an AdminResult. */
    class AdminResult {

        /**
         * Constructs a new AdminResult.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.AdminResult.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AdminResult topic. */
        topic: string;

        /** AdminResult partition. */
        partition: number;

        /** AdminResult error. */
        error: millrace.ErrorCode;

        /** AdminResult message. */
        message: string;

        /**
         * Creates a new AdminResult instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AdminResult instance
         */
        static create(properties: millrace.AdminResult.$Shape): millrace.AdminResult & millrace.AdminResult.$Shape;
        static create(properties?: millrace.AdminResult.$Properties): millrace.AdminResult;

        /**
         * Encodes the specified AdminResult message. Does not implicitly {@link millrace.AdminResult.verify|verify} messages.
         * @param message AdminResult message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.AdminResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AdminResult message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.AdminResult & millrace.AdminResult.$Shape} AdminResult
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.AdminResult & millrace.AdminResult.$Shape;
    }

    namespace AdminResult {

        /** Properties of an AdminResult. */
        interface $Properties {

            /** AdminResult topic */
            topic?: (string|null);

            /** AdminResult partition */
            partition?: (number|null);

            /** AdminResult error */
            error?: (millrace.ErrorCode|null);

            /** AdminResult message */
            message?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AdminResult. */
        type $Shape = millrace.AdminResult.$Properties;
    }

    /**
     * Properties of a DeleteTopicsRequest.
     * @deprecated Use millrace.DeleteTopicsRequest.$Properties instead.
     */
    interface IDeleteTopicsRequest extends millrace.DeleteTopicsRequest.$Properties {
    }

    /** Represents a DeleteTopicsRequest. */
    class DeleteTopicsRequest {

        /**
         * Constructs a new DeleteTopicsRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.DeleteTopicsRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DeleteTopicsRequest requestId. */
        requestId: string;

        /** DeleteTopicsRequest topics. */
        topics: string[];

        /**
         * Creates a new DeleteTopicsRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DeleteTopicsRequest instance
         */
        static create(properties: millrace.DeleteTopicsRequest.$Shape): millrace.DeleteTopicsRequest & millrace.DeleteTopicsRequest.$Shape;
        static create(properties?: millrace.DeleteTopicsRequest.$Properties): millrace.DeleteTopicsRequest;

        /**
         * Encodes the specified DeleteTopicsRequest message. Does not implicitly {@link millrace.DeleteTopicsRequest.verify|verify} messages.
         * @param message DeleteTopicsRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.DeleteTopicsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DeleteTopicsRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.DeleteTopicsRequest & millrace.DeleteTopicsRequest.$Shape} DeleteTopicsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.DeleteTopicsRequest & millrace.DeleteTopicsRequest.$Shape;
    }

    namespace DeleteTopicsRequest {

        /** Properties of a DeleteTopicsRequest. */
        interface $Properties {

            /** DeleteTopicsRequest requestId */
            requestId?: (string|null);

            /** DeleteTopicsRequest topics */
            topics?: (string[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DeleteTopicsRequest. */
        type $Shape = millrace.DeleteTopicsRequest.$Properties;
    }

    /**
     * Properties of a CreatePartitionsRequest.
     * @deprecated Use millrace.CreatePartitionsRequest.$Properties instead.
     */
    interface ICreatePartitionsRequest extends millrace.CreatePartitionsRequest.$Properties {
    }

    /** Represents a CreatePartitionsRequest. */
    class CreatePartitionsRequest {

        /**
         * Constructs a new CreatePartitionsRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.CreatePartitionsRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CreatePartitionsRequest requestId. */
        requestId: string;

        /** CreatePartitionsRequest topics. */
        topics: millrace.NewPartitions.$Properties[];

        /** CreatePartitionsRequest validateOnly. */
        validateOnly: boolean;

        /**
         * Creates a new CreatePartitionsRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CreatePartitionsRequest instance
         */
        static create(properties: millrace.CreatePartitionsRequest.$Shape): millrace.CreatePartitionsRequest & millrace.CreatePartitionsRequest.$Shape;
        static create(properties?: millrace.CreatePartitionsRequest.$Properties): millrace.CreatePartitionsRequest;

        /**
         * Encodes the specified CreatePartitionsRequest message. Does not implicitly {@link millrace.CreatePartitionsRequest.verify|verify} messages.
         * @param message CreatePartitionsRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.CreatePartitionsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CreatePartitionsRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.CreatePartitionsRequest & millrace.CreatePartitionsRequest.$Shape} CreatePartitionsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.CreatePartitionsRequest & millrace.CreatePartitionsRequest.$Shape;
    }

    namespace CreatePartitionsRequest {

        /** Properties of a CreatePartitionsRequest. */
        interface $Properties {

            /** CreatePartitionsRequest requestId */
            requestId?: (string|null);

            /** CreatePartitionsRequest topics */
            topics?: (millrace.NewPartitions.$Properties[]|null);

            /** CreatePartitionsRequest validateOnly */
            validateOnly?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CreatePartitionsRequest. */
        type $Shape = millrace.CreatePartitionsRequest.$Properties;
    }

    /**
     * Properties of a NewPartitions.
     * @deprecated Use millrace.NewPartitions.$Properties instead.
     */
    interface INewPartitions extends millrace.NewPartitions.$Properties {
    }

    /** Represents a NewPartitions. */
    class NewPartitions {

        /**
         * Constructs a new NewPartitions.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.NewPartitions.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NewPartitions topic. */
        topic: string;

        /** NewPartitions totalCount. */
        totalCount: number;

        /** NewPartitions assignment. */
        assignment: millrace.ReplicaList.$Properties[];

        /**
         * Creates a new NewPartitions instance using the specified properties.
         * @param [properties] Properties to set
         * @returns NewPartitions instance
         */
        static create(properties: millrace.NewPartitions.$Shape): millrace.NewPartitions & millrace.NewPartitions.$Shape;
        static create(properties?: millrace.NewPartitions.$Properties): millrace.NewPartitions;

        /**
         * Encodes the specified NewPartitions message. Does not implicitly {@link millrace.NewPartitions.verify|verify} messages.
         * @param message NewPartitions message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.NewPartitions.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NewPartitions message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.NewPartitions & millrace.NewPartitions.$Shape} NewPartitions
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.NewPartitions & millrace.NewPartitions.$Shape;
    }

    namespace NewPartitions {

        /** Properties of a NewPartitions. */
        interface $Properties {

            /** NewPartitions topic */
            topic?: (string|null);

            /** NewPartitions totalCount */
            totalCount?: (number|null);

            /** NewPartitions assignment */
            assignment?: (millrace.ReplicaList.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NewPartitions. */
        type $Shape = millrace.NewPartitions.$Properties;
    }

    /**
     * Properties of an AlterConfigsRequest.
     * @deprecated Use millrace.AlterConfigsRequest.$Properties instead.
     */
    interface IAlterConfigsRequest extends millrace.AlterConfigsRequest.$Properties {
    }

    /** Represents an AlterConfigsRequest. */
    class AlterConfigsRequest {

        /**
         * Constructs a new AlterConfigsRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.AlterConfigsRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AlterConfigsRequest requestId. */
        requestId: string;

        /** AlterConfigsRequest topics. */
        topics: millrace.AlteredConfigs.$Properties[];

        /** AlterConfigsRequest validateOnly. */
        validateOnly: boolean;

        /**
         * Creates a new AlterConfigsRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AlterConfigsRequest instance
         */
        static create(properties: millrace.AlterConfigsRequest.$Shape): millrace.AlterConfigsRequest & millrace.AlterConfigsRequest.$Shape;
        static create(properties?: millrace.AlterConfigsRequest.$Properties): millrace.AlterConfigsRequest;

        /**
         * Encodes the specified AlterConfigsRequest message. Does not implicitly {@link millrace.AlterConfigsRequest.verify|verify} messages.
         * @param message AlterConfigsRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.AlterConfigsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AlterConfigsRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.AlterConfigsRequest & millrace.AlterConfigsRequest.$Shape} AlterConfigsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.AlterConfigsRequest & millrace.AlterConfigsRequest.$Shape;
    }

    namespace AlterConfigsRequest {

        /** Properties of an AlterConfigsRequest. */
        interface $Properties {

            /** AlterConfigsRequest requestId */
            requestId?: (string|null);

            /** AlterConfigsRequest topics */
            topics?: (millrace.AlteredConfigs.$Properties[]|null);

            /** AlterConfigsRequest validateOnly */
            validateOnly?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AlterConfigsRequest. */
        type $Shape = millrace.AlterConfigsRequest.$Properties;
    }

    /**
     * Properties of an AlteredConfigs.
     * @deprecated Use millrace.AlteredConfigs.$Properties instead.
     */
    interface IAlteredConfigs extends millrace.AlteredConfigs.$Properties {
    }

    /** Represents an AlteredConfigs. */
    class AlteredConfigs {

        /**
         * Constructs a new AlteredConfigs.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.AlteredConfigs.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AlteredConfigs topic. */
        topic: string;

        /** AlteredConfigs changes. */
        changes: millrace.ConfigChange.$Properties[];

        /**
         * Creates a new AlteredConfigs instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AlteredConfigs instance
         */
        static create(properties: millrace.AlteredConfigs.$Shape): millrace.AlteredConfigs & millrace.AlteredConfigs.$Shape;
        static create(properties?: millrace.AlteredConfigs.$Properties): millrace.AlteredConfigs;

        /**
         * Encodes the specified AlteredConfigs message. Does not implicitly {@link millrace.AlteredConfigs.verify|verify} messages.
         * @param message AlteredConfigs message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.AlteredConfigs.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AlteredConfigs message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.AlteredConfigs & millrace.AlteredConfigs.$Shape} AlteredConfigs
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.AlteredConfigs & millrace.AlteredConfigs.$Shape;
    }

    namespace AlteredConfigs {

        /** Properties of an AlteredConfigs. */
        interface $Properties {

            /** AlteredConfigs topic */
            topic?: (string|null);

            /** AlteredConfigs changes */
            changes?: (millrace.ConfigChange.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AlteredConfigs. */
        type $Shape = millrace.AlteredConfigs.$Properties;
    }

    /** ConfigOperation enum. */
    enum ConfigOperation {

        /** SET value */
        SET = 0,

        /** DELETE value */
        DELETE = 1,

        /** APPEND value */
        APPEND = 2,

        /** SUBTRACT value */
        SUBTRACT = 3
    }

    /**
     * Properties of a ConfigChange.
     * @deprecated Use millrace.ConfigChange.$Properties instead.
     */
    interface IConfigChange extends millrace.ConfigChange.$Properties {
    }

    /** Represents a ConfigChange. */
    class ConfigChange {

        /**
         * Constructs a new ConfigChange.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.ConfigChange.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ConfigChange name. */
        name: string;

        /** ConfigChange operation. */
        operation: millrace.ConfigOperation;

        /** ConfigChange value. */
        value: string;

        /**
         * Creates a new ConfigChange instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ConfigChange instance
         */
        static create(properties: millrace.ConfigChange.$Shape): millrace.ConfigChange & millrace.ConfigChange.$Shape;
        static create(properties?: millrace.ConfigChange.$Properties): millrace.ConfigChange;

        /**
         * Encodes the specified ConfigChange message. Does not implicitly {@link millrace.ConfigChange.verify|verify} messages.
         * @param message ConfigChange message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.ConfigChange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ConfigChange message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.ConfigChange & millrace.ConfigChange.$Shape} ConfigChange
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.ConfigChange & millrace.ConfigChange.$Shape;
    }

    namespace ConfigChange {

        /** Properties of a ConfigChange. */
        interface $Properties {

            /** ConfigChange name */
            name?: (string|null);

            /** ConfigChange operation */
            operation?: (millrace.ConfigOperation|null);

            /** ConfigChange value */
            value?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ConfigChange. */
        type $Shape = millrace.ConfigChange.$Properties;
    }

    /** ElectionType enum. */
    enum ElectionType {

        /** PREFERRED value */
        PREFERRED = 0,

        /** UNCLEAN value */
        UNCLEAN = 1
    }

    /**
     * Properties of an ElectLeadersRequest.
     * @deprecated Use millrace.ElectLeadersRequest.$Properties instead.
     */
    interface IElectLeadersRequest extends millrace.ElectLeadersRequest.$Properties {
    }

    /** Represents an ElectLeadersRequest. */
    class ElectLeadersRequest {

        /**
         * Constructs a new ElectLeadersRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.ElectLeadersRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ElectLeadersRequest requestId. */
        requestId: string;

        /** ElectLeadersRequest electionType. */
        electionType: millrace.ElectionType;

        /** ElectLeadersRequest partitions. */
        partitions: millrace.TopicPartition.$Properties[];

        /**
         * Creates a new ElectLeadersRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ElectLeadersRequest instance
         */
        static create(properties: millrace.ElectLeadersRequest.$Shape): millrace.ElectLeadersRequest & millrace.ElectLeadersRequest.$Shape;
        static create(properties?: millrace.ElectLeadersRequest.$Properties): millrace.ElectLeadersRequest;

        /**
         * Encodes the specified ElectLeadersRequest message. Does not implicitly {@link millrace.ElectLeadersRequest.verify|verify} messages.
         * @param message ElectLeadersRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.ElectLeadersRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ElectLeadersRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.ElectLeadersRequest & millrace.ElectLeadersRequest.$Shape} ElectLeadersRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.ElectLeadersRequest & millrace.ElectLeadersRequest.$Shape;
    }

    namespace ElectLeadersRequest {

        /** Properties of an ElectLeadersRequest. */
        interface $Properties {

            /** ElectLeadersRequest requestId */
            requestId?: (string|null);

            /** ElectLeadersRequest electionType */
            electionType?: (millrace.ElectionType|null);

            /** ElectLeadersRequest partitions */
            partitions?: (millrace.TopicPartition.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ElectLeadersRequest. */
        type $Shape = millrace.ElectLeadersRequest.$Properties;
    }

    /**
     * Properties of a TopicPartition.
     * @deprecated Use millrace.TopicPartition.$Properties instead.
     */
    interface ITopicPartition extends millrace.TopicPartition.$Properties {
    }

    /** Represents a TopicPartition. */
    class TopicPartition {

        /**
         * Constructs a new TopicPartition.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.TopicPartition.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TopicPartition topic. */
        topic: string;

        /** TopicPartition partition. */
        partition: number;

        /**
         * Creates a new TopicPartition instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TopicPartition instance
         */
        static create(properties: millrace.TopicPartition.$Shape): millrace.TopicPartition & millrace.TopicPartition.$Shape;
        static create(properties?: millrace.TopicPartition.$Properties): millrace.TopicPartition;

        /**
         * Encodes the specified TopicPartition message. Does not implicitly {@link millrace.TopicPartition.verify|verify} messages.
         * @param message TopicPartition message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.TopicPartition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TopicPartition message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.TopicPartition & millrace.TopicPartition.$Shape} TopicPartition
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.TopicPartition & millrace.TopicPartition.$Shape;
    }

    namespace TopicPartition {

        /** Properties of a TopicPartition. */
        interface $Properties {

            /** TopicPartition topic */
            topic?: (string|null);

            /** TopicPartition partition */
            partition?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TopicPartition. */
        type $Shape = millrace.TopicPartition.$Properties;
    }

    /**
     * Properties of a ControlledShutdownRequest.
     * @deprecated Use millrace.ControlledShutdownRequest.$Properties instead.
     */
    interface IControlledShutdownRequest extends millrace.ControlledShutdownRequest.$Properties {
    }

    /** Represents a ControlledShutdownRequest. */
    class ControlledShutdownRequest {

        /**
         * Constructs a new ControlledShutdownRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.ControlledShutdownRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ControlledShutdownRequest requestId. */
        requestId: string;

        /** ControlledShutdownRequest brokerId. */
        brokerId: number;

        /** ControlledShutdownRequest incarnation. */
        incarnation: number;

        /** ControlledShutdownRequest force. */
        force: boolean;

        /**
         * Creates a new ControlledShutdownRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ControlledShutdownRequest instance
         */
        static create(properties: millrace.ControlledShutdownRequest.$Shape): millrace.ControlledShutdownRequest & millrace.ControlledShutdownRequest.$Shape;
        static create(properties?: millrace.ControlledShutdownRequest.$Properties): millrace.ControlledShutdownRequest;

        /**
         * Encodes the specified ControlledShutdownRequest message. Does not implicitly {@link millrace.ControlledShutdownRequest.verify|verify} messages.
         * @param message ControlledShutdownRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.ControlledShutdownRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ControlledShutdownRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.ControlledShutdownRequest & millrace.ControlledShutdownRequest.$Shape} ControlledShutdownRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.ControlledShutdownRequest & millrace.ControlledShutdownRequest.$Shape;
    }

    namespace ControlledShutdownRequest {

        /** Properties of a ControlledShutdownRequest. */
        interface $Properties {

            /** ControlledShutdownRequest requestId */
            requestId?: (string|null);

            /** ControlledShutdownRequest brokerId */
            brokerId?: (number|null);

            /** ControlledShutdownRequest incarnation */
            incarnation?: (number|null);

            /** ControlledShutdownRequest force */
            force?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ControlledShutdownRequest. */
        type $Shape = millrace.ControlledShutdownRequest.$Properties;
    }

    /**
     * Properties of an AlterReassignmentsRequest.
     * @deprecated Use millrace.AlterReassignmentsRequest.$Properties instead.
     */
    interface IAlterReassignmentsRequest extends millrace.AlterReassignmentsRequest.$Properties {
    }

    /** Represents an AlterReassignmentsRequest. */
    class AlterReassignmentsRequest {

        /**
         * Constructs a new AlterReassignmentsRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.AlterReassignmentsRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AlterReassignmentsRequest requestId. */
        requestId: string;

        /** AlterReassignmentsRequest partitions. */
        partitions: millrace.Reassignment.$Properties[];

        /**
         * Creates a new AlterReassignmentsRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AlterReassignmentsRequest instance
         */
        static create(properties: millrace.AlterReassignmentsRequest.$Shape): millrace.AlterReassignmentsRequest & millrace.AlterReassignmentsRequest.$Shape;
        static create(properties?: millrace.AlterReassignmentsRequest.$Properties): millrace.AlterReassignmentsRequest;

        /**
         * Encodes the specified AlterReassignmentsRequest message. Does not implicitly {@link millrace.AlterReassignmentsRequest.verify|verify} messages.
         * @param message AlterReassignmentsRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.AlterReassignmentsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AlterReassignmentsRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.AlterReassignmentsRequest & millrace.AlterReassignmentsRequest.$Shape} AlterReassignmentsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.AlterReassignmentsRequest & millrace.AlterReassignmentsRequest.$Shape;
    }

    namespace AlterReassignmentsRequest {

        /** Properties of an AlterReassignmentsRequest. */
        interface $Properties {

            /** AlterReassignmentsRequest requestId */
            requestId?: (string|null);

            /** AlterReassignmentsRequest partitions */
            partitions?: (millrace.Reassignment.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AlterReassignmentsRequest. */
        type $Shape = millrace.AlterReassignmentsRequest.$Properties;
    }

    /**
     * Properties of a Reassignment.
     * @deprecated Use millrace.Reassignment.$Properties instead.
     */
    interface IReassignment extends millrace.Reassignment.$Properties {
    }

    /** Represents a Reassignment. */
    class Reassignment {

        /**
         * Constructs a new Reassignment.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.Reassignment.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Reassignment topic. */
        topic: string;

        /** Reassignment partition. */
        partition: number;

        /** Reassignment replicas. */
        replicas: number[];

        /**
         * Creates a new Reassignment instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Reassignment instance
         */
        static create(properties: millrace.Reassignment.$Shape): millrace.Reassignment & millrace.Reassignment.$Shape;
        static create(properties?: millrace.Reassignment.$Properties): millrace.Reassignment;

        /**
         * Encodes the specified Reassignment message. Does not implicitly {@link millrace.Reassignment.verify|verify} messages.
         * @param message Reassignment message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.Reassignment.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Reassignment message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.Reassignment & millrace.Reassignment.$Shape} Reassignment
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.Reassignment & millrace.Reassignment.$Shape;
    }

    namespace Reassignment {

        /** Properties of a Reassignment. */
        interface $Properties {

            /** Reassignment topic */
            topic?: (string|null);

            /** Reassignment partition */
            partition?: (number|null);

            /** Reassignment replicas */
            replicas?: (number[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Reassignment. */
        type $Shape = millrace.Reassignment.$Properties;
    }

    /**
     * Properties of an Undelivered.
     * @deprecated Use millrace.Undelivered.$Properties instead.
     */
    interface IUndelivered extends millrace.Undelivered.$Properties {
    }

    /** Represents an Undelivered. */
    class Undelivered {

        /**
         * Constructs a new Undelivered.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.Undelivered.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Undelivered error. */
        error: millrace.ErrorCode;

        /**
         * Creates a new Undelivered instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Undelivered instance
         */
        static create(properties: millrace.Undelivered.$Shape): millrace.Undelivered & millrace.Undelivered.$Shape;
        static create(properties?: millrace.Undelivered.$Properties): millrace.Undelivered;

        /**
         * Encodes the specified Undelivered message. Does not implicitly {@link millrace.Undelivered.verify|verify} messages.
         * @param message Undelivered message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.Undelivered.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Undelivered message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.Undelivered & millrace.Undelivered.$Shape} Undelivered
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.Undelivered & millrace.Undelivered.$Shape;
    }

    namespace Undelivered {

        /** Properties of an Undelivered. */
        interface $Properties {

            /** Undelivered error */
            error?: (millrace.ErrorCode|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Undelivered. */
        type $Shape = millrace.Undelivered.$Properties;
    }

    /**
     * Properties of a ReclaimReport.
     * @deprecated Use millrace.ReclaimReport.$Properties instead.
     */
    interface IReclaimReport extends millrace.ReclaimReport.$Properties {
    }

    /** Represents a ReclaimReport. */
    class ReclaimReport {

        /**
         * Constructs a new ReclaimReport.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.ReclaimReport.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ReclaimReport brokerId. */
        brokerId: number;

        /** ReclaimReport topics. */
        topics: millrace.ReclaimedTopic.$Properties[];

        /**
         * Creates a new ReclaimReport instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ReclaimReport instance
         */
        static create(properties: millrace.ReclaimReport.$Shape): millrace.ReclaimReport & millrace.ReclaimReport.$Shape;
        static create(properties?: millrace.ReclaimReport.$Properties): millrace.ReclaimReport;

        /**
         * Encodes the specified ReclaimReport message. Does not implicitly {@link millrace.ReclaimReport.verify|verify} messages.
         * @param message ReclaimReport message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.ReclaimReport.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ReclaimReport message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.ReclaimReport & millrace.ReclaimReport.$Shape} ReclaimReport
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.ReclaimReport & millrace.ReclaimReport.$Shape;
    }

    namespace ReclaimReport {

        /** Properties of a ReclaimReport. */
        interface $Properties {

            /** ReclaimReport brokerId */
            brokerId?: (number|null);

            /** ReclaimReport topics */
            topics?: (millrace.ReclaimedTopic.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ReclaimReport. */
        type $Shape = millrace.ReclaimReport.$Properties;
    }

    /**
     * Properties of a ReclaimedTopic.
     * @deprecated Use millrace.ReclaimedTopic.$Properties instead.
     */
    interface IReclaimedTopic extends millrace.ReclaimedTopic.$Properties {
    }

    /** Represents a ReclaimedTopic. */
    class ReclaimedTopic {

        /**
         * Constructs a new ReclaimedTopic.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.ReclaimedTopic.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ReclaimedTopic topicId. */
        topicId: number;

        /** ReclaimedTopic records. */
        records: number;

        /** ReclaimedTopic bytes. */
        bytes: number;

        /**
         * Creates a new ReclaimedTopic instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ReclaimedTopic instance
         */
        static create(properties: millrace.ReclaimedTopic.$Shape): millrace.ReclaimedTopic & millrace.ReclaimedTopic.$Shape;
        static create(properties?: millrace.ReclaimedTopic.$Properties): millrace.ReclaimedTopic;

        /**
         * Encodes the specified ReclaimedTopic message. Does not implicitly {@link millrace.ReclaimedTopic.verify|verify} messages.
         * @param message ReclaimedTopic message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.ReclaimedTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ReclaimedTopic message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.ReclaimedTopic & millrace.ReclaimedTopic.$Shape} ReclaimedTopic
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.ReclaimedTopic & millrace.ReclaimedTopic.$Shape;
    }

    namespace ReclaimedTopic {

        /** Properties of a ReclaimedTopic. */
        interface $Properties {

            /** ReclaimedTopic topicId */
            topicId?: (number|null);

            /** ReclaimedTopic records */
            records?: (number|null);

            /** ReclaimedTopic bytes */
            bytes?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ReclaimedTopic. */
        type $Shape = millrace.ReclaimedTopic.$Properties;
    }

    /**
     * Properties of a SetHoldRequest.
     * @deprecated Use millrace.SetHoldRequest.$Properties instead.
     */
    interface ISetHoldRequest extends millrace.SetHoldRequest.$Properties {
    }

    /** Represents a SetHoldRequest. */
    class SetHoldRequest {

        /**
         * Constructs a new SetHoldRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.SetHoldRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SetHoldRequest holdId. */
        holdId: number;

        /** SetHoldRequest partitions. */
        partitions: millrace.PartitionId.$Properties[];

        /** SetHoldRequest clientId. */
        clientId: string;

        /**
         * Creates a new SetHoldRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SetHoldRequest instance
         */
        static create(properties: millrace.SetHoldRequest.$Shape): millrace.SetHoldRequest & millrace.SetHoldRequest.$Shape;
        static create(properties?: millrace.SetHoldRequest.$Properties): millrace.SetHoldRequest;

        /**
         * Encodes the specified SetHoldRequest message. Does not implicitly {@link millrace.SetHoldRequest.verify|verify} messages.
         * @param message SetHoldRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.SetHoldRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SetHoldRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.SetHoldRequest & millrace.SetHoldRequest.$Shape} SetHoldRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.SetHoldRequest & millrace.SetHoldRequest.$Shape;
    }

    namespace SetHoldRequest {

        /** Properties of a SetHoldRequest. */
        interface $Properties {

            /** SetHoldRequest holdId */
            holdId?: (number|null);

            /** SetHoldRequest partitions */
            partitions?: (millrace.PartitionId.$Properties[]|null);

            /** SetHoldRequest clientId */
            clientId?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SetHoldRequest. */
        type $Shape = millrace.SetHoldRequest.$Properties;
    }

    /**
     * Properties of a SetHoldResponse.
     * @deprecated Use millrace.SetHoldResponse.$Properties instead.
     */
    interface ISetHoldResponse extends millrace.SetHoldResponse.$Properties {
    }

    /** Represents a SetHoldResponse. */
    class SetHoldResponse {

        /**
         * Constructs a new SetHoldResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.SetHoldResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SetHoldResponse error. */
        error: millrace.ErrorCode;

        /** SetHoldResponse metadataVersion. */
        metadataVersion: number;

        /** SetHoldResponse message. */
        message: string;

        /**
         * Creates a new SetHoldResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SetHoldResponse instance
         */
        static create(properties: millrace.SetHoldResponse.$Shape): millrace.SetHoldResponse & millrace.SetHoldResponse.$Shape;
        static create(properties?: millrace.SetHoldResponse.$Properties): millrace.SetHoldResponse;

        /**
         * Encodes the specified SetHoldResponse message. Does not implicitly {@link millrace.SetHoldResponse.verify|verify} messages.
         * @param message SetHoldResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.SetHoldResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SetHoldResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.SetHoldResponse & millrace.SetHoldResponse.$Shape} SetHoldResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.SetHoldResponse & millrace.SetHoldResponse.$Shape;
    }

    namespace SetHoldResponse {

        /** Properties of a SetHoldResponse. */
        interface $Properties {

            /** SetHoldResponse error */
            error?: (millrace.ErrorCode|null);

            /** SetHoldResponse metadataVersion */
            metadataVersion?: (number|null);

            /** SetHoldResponse message */
            message?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SetHoldResponse. */
        type $Shape = millrace.SetHoldResponse.$Properties;
    }

    /**
     * Properties of a ProduceRequest.
     * @deprecated Use millrace.ProduceRequest.$Properties instead.
     */
    interface IProduceRequest extends millrace.ProduceRequest.$Properties {
    }

    /** Represents a ProduceRequest. */
    class ProduceRequest {

        /**
         * Constructs a new ProduceRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.ProduceRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ProduceRequest topicId. */
        topicId: number;

        /** ProduceRequest partition. */
        partition: number;

        /** ProduceRequest acks. */
        acks: number;

        /** ProduceRequest leaderEpoch. */
        leaderEpoch: number;

        /**
         * Creates a new ProduceRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ProduceRequest instance
         */
        static create(properties: millrace.ProduceRequest.$Shape): millrace.ProduceRequest & millrace.ProduceRequest.$Shape;
        static create(properties?: millrace.ProduceRequest.$Properties): millrace.ProduceRequest;

        /**
         * Encodes the specified ProduceRequest message. Does not implicitly {@link millrace.ProduceRequest.verify|verify} messages.
         * @param message ProduceRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.ProduceRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ProduceRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.ProduceRequest & millrace.ProduceRequest.$Shape} ProduceRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.ProduceRequest & millrace.ProduceRequest.$Shape;
    }

    namespace ProduceRequest {

        /** Properties of a ProduceRequest. */
        interface $Properties {

            /** ProduceRequest topicId */
            topicId?: (number|null);

            /** ProduceRequest partition */
            partition?: (number|null);

            /** ProduceRequest acks */
            acks?: (number|null);

            /** ProduceRequest leaderEpoch */
            leaderEpoch?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ProduceRequest. */
        type $Shape = millrace.ProduceRequest.$Properties;
    }

    /**
     * Properties of a ProduceResponse.
     * @deprecated Use millrace.ProduceResponse.$Properties instead.
     */
    interface IProduceResponse extends millrace.ProduceResponse.$Properties {
    }

    /** Represents a ProduceResponse. */
    class ProduceResponse {

        /**
         * Constructs a new ProduceResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.ProduceResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ProduceResponse error. */
        error: millrace.ErrorCode;

        /** ProduceResponse baseOffset. */
        baseOffset: number;

        /** ProduceResponse logStartOffset. */
        logStartOffset: number;

        /** ProduceResponse leaderEpoch. */
        leaderEpoch: number;

        /** ProduceResponse logAppendTime. */
        logAppendTime: number;

        /** ProduceResponse message. */
        message: string;

        /**
         * Creates a new ProduceResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ProduceResponse instance
         */
        static create(properties: millrace.ProduceResponse.$Shape): millrace.ProduceResponse & millrace.ProduceResponse.$Shape;
        static create(properties?: millrace.ProduceResponse.$Properties): millrace.ProduceResponse;

        /**
         * Encodes the specified ProduceResponse message. Does not implicitly {@link millrace.ProduceResponse.verify|verify} messages.
         * @param message ProduceResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.ProduceResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ProduceResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.ProduceResponse & millrace.ProduceResponse.$Shape} ProduceResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.ProduceResponse & millrace.ProduceResponse.$Shape;
    }

    namespace ProduceResponse {

        /** Properties of a ProduceResponse. */
        interface $Properties {

            /** ProduceResponse error */
            error?: (millrace.ErrorCode|null);

            /** ProduceResponse baseOffset */
            baseOffset?: (number|null);

            /** ProduceResponse logStartOffset */
            logStartOffset?: (number|null);

            /** ProduceResponse leaderEpoch */
            leaderEpoch?: (number|null);

            /** ProduceResponse logAppendTime */
            logAppendTime?: (number|null);

            /** ProduceResponse message */
            message?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ProduceResponse. */
        type $Shape = millrace.ProduceResponse.$Properties;
    }

    /** FetcherRole enum. */
    enum FetcherRole {

        /** FOLLOWER value */
        FOLLOWER = 0,

        /** CONSUMER value */
        CONSUMER = 1
    }

    /**
     * Properties of a FetchRequest.
     * @deprecated Use millrace.FetchRequest.$Properties instead.
     */
    interface IFetchRequest extends millrace.FetchRequest.$Properties {
    }

    /** Represents a FetchRequest. */
    class FetchRequest {

        /**
         * Constructs a new FetchRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.FetchRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FetchRequest role. */
        role: millrace.FetcherRole;

        /** FetchRequest brokerId. */
        brokerId: number;

        /** FetchRequest brokerEpoch. */
        brokerEpoch: number;

        /** FetchRequest sessionId. */
        sessionId: number;

        /** FetchRequest sessionEpoch. */
        sessionEpoch: number;

        /** FetchRequest maxBytes. */
        maxBytes: number;

        /** FetchRequest moved. */
        moved: millrace.FetchPosition.$Properties[];

        /** FetchRequest forgotten. */
        forgotten: millrace.PartitionId.$Properties[];

        /** FetchRequest corrupt. */
        corrupt: millrace.PartitionId.$Properties[];

        /**
         * Creates a new FetchRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FetchRequest instance
         */
        static create(properties: millrace.FetchRequest.$Shape): millrace.FetchRequest & millrace.FetchRequest.$Shape;
        static create(properties?: millrace.FetchRequest.$Properties): millrace.FetchRequest;

        /**
         * Encodes the specified FetchRequest message. Does not implicitly {@link millrace.FetchRequest.verify|verify} messages.
         * @param message FetchRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.FetchRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FetchRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.FetchRequest & millrace.FetchRequest.$Shape} FetchRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.FetchRequest & millrace.FetchRequest.$Shape;
    }

    namespace FetchRequest {

        /** Properties of a FetchRequest. */
        interface $Properties {

            /** FetchRequest role */
            role?: (millrace.FetcherRole|null);

            /** FetchRequest brokerId */
            brokerId?: (number|null);

            /** FetchRequest brokerEpoch */
            brokerEpoch?: (number|null);

            /** FetchRequest sessionId */
            sessionId?: (number|null);

            /** FetchRequest sessionEpoch */
            sessionEpoch?: (number|null);

            /** FetchRequest maxBytes */
            maxBytes?: (number|null);

            /** FetchRequest moved */
            moved?: (millrace.FetchPosition.$Properties[]|null);

            /** FetchRequest forgotten */
            forgotten?: (millrace.PartitionId.$Properties[]|null);

            /** FetchRequest corrupt */
            corrupt?: (millrace.PartitionId.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FetchRequest. */
        type $Shape = millrace.FetchRequest.$Properties;
    }

    /**
     * Properties of a FetchPosition.
     * @deprecated Use millrace.FetchPosition.$Properties instead.
     */
    interface IFetchPosition extends millrace.FetchPosition.$Properties {
    }

    /** Represents a FetchPosition. */
    class FetchPosition {

        /**
         * Constructs a new FetchPosition.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.FetchPosition.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FetchPosition topicId. */
        topicId: number;

        /** FetchPosition partition. */
        partition: number;

        /** FetchPosition fetchOffset. */
        fetchOffset: number;

        /** FetchPosition lastFetchedEpoch. */
        lastFetchedEpoch: number;

        /** FetchPosition currentLeaderEpoch. */
        currentLeaderEpoch: number;

        /** FetchPosition logStartOffset. */
        logStartOffset: number;

        /**
         * Creates a new FetchPosition instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FetchPosition instance
         */
        static create(properties: millrace.FetchPosition.$Shape): millrace.FetchPosition & millrace.FetchPosition.$Shape;
        static create(properties?: millrace.FetchPosition.$Properties): millrace.FetchPosition;

        /**
         * Encodes the specified FetchPosition message. Does not implicitly {@link millrace.FetchPosition.verify|verify} messages.
         * @param message FetchPosition message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.FetchPosition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FetchPosition message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.FetchPosition & millrace.FetchPosition.$Shape} FetchPosition
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.FetchPosition & millrace.FetchPosition.$Shape;
    }

    namespace FetchPosition {

        /** Properties of a FetchPosition. */
        interface $Properties {

            /** FetchPosition topicId */
            topicId?: (number|null);

            /** FetchPosition partition */
            partition?: (number|null);

            /** FetchPosition fetchOffset */
            fetchOffset?: (number|null);

            /** FetchPosition lastFetchedEpoch */
            lastFetchedEpoch?: (number|null);

            /** FetchPosition currentLeaderEpoch */
            currentLeaderEpoch?: (number|null);

            /** FetchPosition logStartOffset */
            logStartOffset?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FetchPosition. */
        type $Shape = millrace.FetchPosition.$Properties;
    }

    /**
     * Properties of a FetchResponse.
     * @deprecated Use millrace.FetchResponse.$Properties instead.
     */
    interface IFetchResponse extends millrace.FetchResponse.$Properties {
    }

    /** Represents a FetchResponse. */
    class FetchResponse {

        /**
         * Constructs a new FetchResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.FetchResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FetchResponse error. */
        error: millrace.ErrorCode;

        /** FetchResponse partitions. */
        partitions: millrace.FetchedPartition.$Properties[];

        /**
         * Creates a new FetchResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FetchResponse instance
         */
        static create(properties: millrace.FetchResponse.$Shape): millrace.FetchResponse & millrace.FetchResponse.$Shape;
        static create(properties?: millrace.FetchResponse.$Properties): millrace.FetchResponse;

        /**
         * Encodes the specified FetchResponse message. Does not implicitly {@link millrace.FetchResponse.verify|verify} messages.
         * @param message FetchResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.FetchResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FetchResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.FetchResponse & millrace.FetchResponse.$Shape} FetchResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.FetchResponse & millrace.FetchResponse.$Shape;
    }

    namespace FetchResponse {

        /** Properties of a FetchResponse. */
        interface $Properties {

            /** FetchResponse error */
            error?: (millrace.ErrorCode|null);

            /** FetchResponse partitions */
            partitions?: (millrace.FetchedPartition.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FetchResponse. */
        type $Shape = millrace.FetchResponse.$Properties;
    }

    /**
     * Properties of a FetchedPartition.
     * @deprecated Use millrace.FetchedPartition.$Properties instead.
     */
    interface IFetchedPartition extends millrace.FetchedPartition.$Properties {
    }

    /** Represents a FetchedPartition. */
    class FetchedPartition {

        /**
         * Constructs a new FetchedPartition.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.FetchedPartition.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FetchedPartition topicId. */
        topicId: number;

        /** FetchedPartition partition. */
        partition: number;

        /** FetchedPartition error. */
        error: millrace.ErrorCode;

        /** FetchedPartition highWatermark. */
        highWatermark: number;

        /** FetchedPartition logStartOffset. */
        logStartOffset: number;

        /** FetchedPartition attachmentBytes. */
        attachmentBytes: number;

        /** FetchedPartition references. */
        references: millrace.Reference.$Properties[];

        /** FetchedPartition diverging. */
        diverging?: (millrace.DivergingEpoch.$Properties|null);

        /**
         * Creates a new FetchedPartition instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FetchedPartition instance
         */
        static create(properties: millrace.FetchedPartition.$Shape): millrace.FetchedPartition & millrace.FetchedPartition.$Shape;
        static create(properties?: millrace.FetchedPartition.$Properties): millrace.FetchedPartition;

        /**
         * Encodes the specified FetchedPartition message. Does not implicitly {@link millrace.FetchedPartition.verify|verify} messages.
         * @param message FetchedPartition message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.FetchedPartition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FetchedPartition message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.FetchedPartition & millrace.FetchedPartition.$Shape} FetchedPartition
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.FetchedPartition & millrace.FetchedPartition.$Shape;
    }

    namespace FetchedPartition {

        /** Properties of a FetchedPartition. */
        interface $Properties {

            /** FetchedPartition topicId */
            topicId?: (number|null);

            /** FetchedPartition partition */
            partition?: (number|null);

            /** FetchedPartition error */
            error?: (millrace.ErrorCode|null);

            /** FetchedPartition highWatermark */
            highWatermark?: (number|null);

            /** FetchedPartition logStartOffset */
            logStartOffset?: (number|null);

            /** FetchedPartition attachmentBytes */
            attachmentBytes?: (number|null);

            /** FetchedPartition references */
            references?: (millrace.Reference.$Properties[]|null);

            /** FetchedPartition diverging */
            diverging?: (millrace.DivergingEpoch.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FetchedPartition. */
        type $Shape = millrace.FetchedPartition.$Properties;
    }

    /**
     * Properties of a Reference.
     * @deprecated Use millrace.Reference.$Properties instead.
     */
    interface IReference extends millrace.Reference.$Properties {
    }

    /** Represents a Reference. */
    class Reference {

        /**
         * Constructs a new Reference.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.Reference.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Reference address. */
        address: number;

        /** Reference length. */
        length: number;

        /**
         * Creates a new Reference instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Reference instance
         */
        static create(properties: millrace.Reference.$Shape): millrace.Reference & millrace.Reference.$Shape;
        static create(properties?: millrace.Reference.$Properties): millrace.Reference;

        /**
         * Encodes the specified Reference message. Does not implicitly {@link millrace.Reference.verify|verify} messages.
         * @param message Reference message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.Reference.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Reference message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.Reference & millrace.Reference.$Shape} Reference
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.Reference & millrace.Reference.$Shape;
    }

    namespace Reference {

        /** Properties of a Reference. */
        interface $Properties {

            /** Reference address */
            address?: (number|null);

            /** Reference length */
            length?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Reference. */
        type $Shape = millrace.Reference.$Properties;
    }

    /**
     * Properties of a DivergingEpoch.
     * @deprecated Use millrace.DivergingEpoch.$Properties instead.
     */
    interface IDivergingEpoch extends millrace.DivergingEpoch.$Properties {
    }

    /** Represents a DivergingEpoch. */
    class DivergingEpoch {

        /**
         * Constructs a new DivergingEpoch.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.DivergingEpoch.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DivergingEpoch epoch. */
        epoch: number;

        /** DivergingEpoch endOffset. */
        endOffset: number;

        /**
         * Creates a new DivergingEpoch instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DivergingEpoch instance
         */
        static create(properties: millrace.DivergingEpoch.$Shape): millrace.DivergingEpoch & millrace.DivergingEpoch.$Shape;
        static create(properties?: millrace.DivergingEpoch.$Properties): millrace.DivergingEpoch;

        /**
         * Encodes the specified DivergingEpoch message. Does not implicitly {@link millrace.DivergingEpoch.verify|verify} messages.
         * @param message DivergingEpoch message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.DivergingEpoch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DivergingEpoch message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.DivergingEpoch & millrace.DivergingEpoch.$Shape} DivergingEpoch
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.DivergingEpoch & millrace.DivergingEpoch.$Shape;
    }

    namespace DivergingEpoch {

        /** Properties of a DivergingEpoch. */
        interface $Properties {

            /** DivergingEpoch epoch */
            epoch?: (number|null);

            /** DivergingEpoch endOffset */
            endOffset?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DivergingEpoch. */
        type $Shape = millrace.DivergingEpoch.$Properties;
    }

    /**
     * Properties of a ListOffsetsRequest.
     * @deprecated Use millrace.ListOffsetsRequest.$Properties instead.
     */
    interface IListOffsetsRequest extends millrace.ListOffsetsRequest.$Properties {
    }

    /** Represents a ListOffsetsRequest. */
    class ListOffsetsRequest {

        /**
         * Constructs a new ListOffsetsRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.ListOffsetsRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ListOffsetsRequest topicId. */
        topicId: number;

        /** ListOffsetsRequest partition. */
        partition: number;

        /** ListOffsetsRequest timestamp. */
        timestamp: number;

        /** ListOffsetsRequest currentLeaderEpoch. */
        currentLeaderEpoch: number;

        /**
         * Creates a new ListOffsetsRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ListOffsetsRequest instance
         */
        static create(properties: millrace.ListOffsetsRequest.$Shape): millrace.ListOffsetsRequest & millrace.ListOffsetsRequest.$Shape;
        static create(properties?: millrace.ListOffsetsRequest.$Properties): millrace.ListOffsetsRequest;

        /**
         * Encodes the specified ListOffsetsRequest message. Does not implicitly {@link millrace.ListOffsetsRequest.verify|verify} messages.
         * @param message ListOffsetsRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.ListOffsetsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ListOffsetsRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.ListOffsetsRequest & millrace.ListOffsetsRequest.$Shape} ListOffsetsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.ListOffsetsRequest & millrace.ListOffsetsRequest.$Shape;
    }

    namespace ListOffsetsRequest {

        /** Properties of a ListOffsetsRequest. */
        interface $Properties {

            /** ListOffsetsRequest topicId */
            topicId?: (number|null);

            /** ListOffsetsRequest partition */
            partition?: (number|null);

            /** ListOffsetsRequest timestamp */
            timestamp?: (number|null);

            /** ListOffsetsRequest currentLeaderEpoch */
            currentLeaderEpoch?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ListOffsetsRequest. */
        type $Shape = millrace.ListOffsetsRequest.$Properties;
    }

    /**
     * Properties of a ListOffsetsResponse.
     * @deprecated Use millrace.ListOffsetsResponse.$Properties instead.
     */
    interface IListOffsetsResponse extends millrace.ListOffsetsResponse.$Properties {
    }

    /** Represents a ListOffsetsResponse. */
    class ListOffsetsResponse {

        /**
         * Constructs a new ListOffsetsResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.ListOffsetsResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ListOffsetsResponse error. */
        error: millrace.ErrorCode;

        /** ListOffsetsResponse offset. */
        offset: number;

        /** ListOffsetsResponse timestamp. */
        timestamp: number;

        /** ListOffsetsResponse leaderEpoch. */
        leaderEpoch: number;

        /**
         * Creates a new ListOffsetsResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ListOffsetsResponse instance
         */
        static create(properties: millrace.ListOffsetsResponse.$Shape): millrace.ListOffsetsResponse & millrace.ListOffsetsResponse.$Shape;
        static create(properties?: millrace.ListOffsetsResponse.$Properties): millrace.ListOffsetsResponse;

        /**
         * Encodes the specified ListOffsetsResponse message. Does not implicitly {@link millrace.ListOffsetsResponse.verify|verify} messages.
         * @param message ListOffsetsResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.ListOffsetsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ListOffsetsResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.ListOffsetsResponse & millrace.ListOffsetsResponse.$Shape} ListOffsetsResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.ListOffsetsResponse & millrace.ListOffsetsResponse.$Shape;
    }

    namespace ListOffsetsResponse {

        /** Properties of a ListOffsetsResponse. */
        interface $Properties {

            /** ListOffsetsResponse error */
            error?: (millrace.ErrorCode|null);

            /** ListOffsetsResponse offset */
            offset?: (number|null);

            /** ListOffsetsResponse timestamp */
            timestamp?: (number|null);

            /** ListOffsetsResponse leaderEpoch */
            leaderEpoch?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ListOffsetsResponse. */
        type $Shape = millrace.ListOffsetsResponse.$Properties;
    }

    /**
     * Properties of a HoldPositions.
     * @deprecated Use millrace.HoldPositions.$Properties instead.
     */
    interface IHoldPositions extends millrace.HoldPositions.$Properties {
    }

    /** Represents a HoldPositions. */
    class HoldPositions {

        /**
         * Constructs a new HoldPositions.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.HoldPositions.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HoldPositions holdId. */
        holdId: number;

        /** HoldPositions metadataVersion. */
        metadataVersion: number;

        /** HoldPositions positions. */
        positions: millrace.HoldPosition.$Properties[];

        /**
         * Creates a new HoldPositions instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HoldPositions instance
         */
        static create(properties: millrace.HoldPositions.$Shape): millrace.HoldPositions & millrace.HoldPositions.$Shape;
        static create(properties?: millrace.HoldPositions.$Properties): millrace.HoldPositions;

        /**
         * Encodes the specified HoldPositions message. Does not implicitly {@link millrace.HoldPositions.verify|verify} messages.
         * @param message HoldPositions message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.HoldPositions.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HoldPositions message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.HoldPositions & millrace.HoldPositions.$Shape} HoldPositions
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.HoldPositions & millrace.HoldPositions.$Shape;
    }

    namespace HoldPositions {

        /** Properties of a HoldPositions. */
        interface $Properties {

            /** HoldPositions holdId */
            holdId?: (number|null);

            /** HoldPositions metadataVersion */
            metadataVersion?: (number|null);

            /** HoldPositions positions */
            positions?: (millrace.HoldPosition.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HoldPositions. */
        type $Shape = millrace.HoldPositions.$Properties;
    }

    /**
     * Properties of a HoldPosition.
     * @deprecated Use millrace.HoldPosition.$Properties instead.
     */
    interface IHoldPosition extends millrace.HoldPosition.$Properties {
    }

    /** Represents a HoldPosition. */
    class HoldPosition {

        /**
         * Constructs a new HoldPosition.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.HoldPosition.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HoldPosition topicId. */
        topicId: number;

        /** HoldPosition partition. */
        partition: number;

        /** HoldPosition offset. */
        offset: number;

        /**
         * Creates a new HoldPosition instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HoldPosition instance
         */
        static create(properties: millrace.HoldPosition.$Shape): millrace.HoldPosition & millrace.HoldPosition.$Shape;
        static create(properties?: millrace.HoldPosition.$Properties): millrace.HoldPosition;

        /**
         * Encodes the specified HoldPosition message. Does not implicitly {@link millrace.HoldPosition.verify|verify} messages.
         * @param message HoldPosition message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.HoldPosition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HoldPosition message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.HoldPosition & millrace.HoldPosition.$Shape} HoldPosition
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.HoldPosition & millrace.HoldPosition.$Shape;
    }

    namespace HoldPosition {

        /** Properties of a HoldPosition. */
        interface $Properties {

            /** HoldPosition topicId */
            topicId?: (number|null);

            /** HoldPosition partition */
            partition?: (number|null);

            /** HoldPosition offset */
            offset?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HoldPosition. */
        type $Shape = millrace.HoldPosition.$Properties;
    }

    /**
     * Properties of a DeleteRecordsRequest.
     * @deprecated Use millrace.DeleteRecordsRequest.$Properties instead.
     */
    interface IDeleteRecordsRequest extends millrace.DeleteRecordsRequest.$Properties {
    }

    /** Represents a DeleteRecordsRequest. */
    class DeleteRecordsRequest {

        /**
         * Constructs a new DeleteRecordsRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.DeleteRecordsRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DeleteRecordsRequest topicId. */
        topicId: number;

        /** DeleteRecordsRequest partition. */
        partition: number;

        /** DeleteRecordsRequest offset. */
        offset: number;

        /** DeleteRecordsRequest leaderEpoch. */
        leaderEpoch: number;

        /** DeleteRecordsRequest timeoutMs. */
        timeoutMs: number;

        /**
         * Creates a new DeleteRecordsRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DeleteRecordsRequest instance
         */
        static create(properties: millrace.DeleteRecordsRequest.$Shape): millrace.DeleteRecordsRequest & millrace.DeleteRecordsRequest.$Shape;
        static create(properties?: millrace.DeleteRecordsRequest.$Properties): millrace.DeleteRecordsRequest;

        /**
         * Encodes the specified DeleteRecordsRequest message. Does not implicitly {@link millrace.DeleteRecordsRequest.verify|verify} messages.
         * @param message DeleteRecordsRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.DeleteRecordsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DeleteRecordsRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.DeleteRecordsRequest & millrace.DeleteRecordsRequest.$Shape} DeleteRecordsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.DeleteRecordsRequest & millrace.DeleteRecordsRequest.$Shape;
    }

    namespace DeleteRecordsRequest {

        /** Properties of a DeleteRecordsRequest. */
        interface $Properties {

            /** DeleteRecordsRequest topicId */
            topicId?: (number|null);

            /** DeleteRecordsRequest partition */
            partition?: (number|null);

            /** DeleteRecordsRequest offset */
            offset?: (number|null);

            /** DeleteRecordsRequest leaderEpoch */
            leaderEpoch?: (number|null);

            /** DeleteRecordsRequest timeoutMs */
            timeoutMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DeleteRecordsRequest. */
        type $Shape = millrace.DeleteRecordsRequest.$Properties;
    }

    /**
     * Properties of a DeleteRecordsResponse.
     * @deprecated Use millrace.DeleteRecordsResponse.$Properties instead.
     */
    interface IDeleteRecordsResponse extends millrace.DeleteRecordsResponse.$Properties {
    }

    /** Represents a DeleteRecordsResponse. */
    class DeleteRecordsResponse {

        /**
         * Constructs a new DeleteRecordsResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.DeleteRecordsResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DeleteRecordsResponse error. */
        error: millrace.ErrorCode;

        /** DeleteRecordsResponse lowWatermark. */
        lowWatermark: number;

        /**
         * Creates a new DeleteRecordsResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DeleteRecordsResponse instance
         */
        static create(properties: millrace.DeleteRecordsResponse.$Shape): millrace.DeleteRecordsResponse & millrace.DeleteRecordsResponse.$Shape;
        static create(properties?: millrace.DeleteRecordsResponse.$Properties): millrace.DeleteRecordsResponse;

        /**
         * Encodes the specified DeleteRecordsResponse message. Does not implicitly {@link millrace.DeleteRecordsResponse.verify|verify} messages.
         * @param message DeleteRecordsResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.DeleteRecordsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DeleteRecordsResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.DeleteRecordsResponse & millrace.DeleteRecordsResponse.$Shape} DeleteRecordsResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.DeleteRecordsResponse & millrace.DeleteRecordsResponse.$Shape;
    }

    namespace DeleteRecordsResponse {

        /** Properties of a DeleteRecordsResponse. */
        interface $Properties {

            /** DeleteRecordsResponse error */
            error?: (millrace.ErrorCode|null);

            /** DeleteRecordsResponse lowWatermark */
            lowWatermark?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DeleteRecordsResponse. */
        type $Shape = millrace.DeleteRecordsResponse.$Properties;
    }

    /**
     * Properties of a MetadataRecord.
     * @deprecated Use millrace.MetadataRecord.$Properties instead.
     */
    interface IMetadataRecord extends millrace.MetadataRecord.$Properties {
    }

    /** Represents a MetadataRecord. */
    class MetadataRecord {

        /**
         * Constructs a new MetadataRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.MetadataRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MetadataRecord supervisorStarted. */
        supervisorStarted?: (millrace.SupervisorStarted.$Properties|null);

        /** MetadataRecord brokerRegistered. */
        brokerRegistered?: (millrace.BrokerRegistered.$Properties|null);

        /** MetadataRecord brokerFenced. */
        brokerFenced?: (millrace.BrokerFenced.$Properties|null);

        /** MetadataRecord topicCreated. */
        topicCreated?: (millrace.TopicCreated.$Properties|null);

        /** MetadataRecord partitionChanged. */
        partitionChanged?: (millrace.PartitionChanged.$Properties|null);

        /** MetadataRecord producerIdAllocated. */
        producerIdAllocated?: (millrace.ProducerIdAllocated.$Properties|null);

        /** MetadataRecord requestAnswered. */
        requestAnswered?: (millrace.RequestAnswered.$Properties|null);

        /** MetadataRecord topicDeleted. */
        topicDeleted?: (millrace.TopicDeleted.$Properties|null);

        /** MetadataRecord topicConfigsChanged. */
        topicConfigsChanged?: (millrace.TopicConfigsChanged.$Properties|null);

        /** MetadataRecord snapshotStarted. */
        snapshotStarted?: (millrace.SnapshotStarted.$Properties|null);

        /** MetadataRecord brokerShutdownStarted. */
        brokerShutdownStarted?: (millrace.BrokerShutdownStarted.$Properties|null);

        /** MetadataRecord replicaDamaged. */
        replicaDamaged?: (millrace.ReplicaDamaged.$Properties|null);

        /** MetadataRecord recordsReclaimed. */
        recordsReclaimed?: (millrace.RecordsReclaimed.$Properties|null);

        /** MetadataRecord holdChanged. */
        holdChanged?: (millrace.HoldChanged.$Properties|null);

        /** MetadataRecord record. */
        record?: ("supervisorStarted"|"brokerRegistered"|"brokerFenced"|"topicCreated"|"partitionChanged"|"producerIdAllocated"|"requestAnswered"|"topicDeleted"|"topicConfigsChanged"|"snapshotStarted"|"brokerShutdownStarted"|"replicaDamaged"|"recordsReclaimed"|"holdChanged");

        /**
         * Creates a new MetadataRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns MetadataRecord instance
         */
        static create(properties: millrace.MetadataRecord.$Shape): millrace.MetadataRecord & millrace.MetadataRecord.$Shape;
        static create(properties?: millrace.MetadataRecord.$Properties): millrace.MetadataRecord;

        /**
         * Encodes the specified MetadataRecord message. Does not implicitly {@link millrace.MetadataRecord.verify|verify} messages.
         * @param message MetadataRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.MetadataRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MetadataRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.MetadataRecord & millrace.MetadataRecord.$Shape} MetadataRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.MetadataRecord & millrace.MetadataRecord.$Shape;
    }

    namespace MetadataRecord {

        /** Properties of a MetadataRecord. */
        interface $Properties {

            /** MetadataRecord supervisorStarted */
            supervisorStarted?: (millrace.SupervisorStarted.$Properties|null);

            /** MetadataRecord brokerRegistered */
            brokerRegistered?: (millrace.BrokerRegistered.$Properties|null);

            /** MetadataRecord brokerFenced */
            brokerFenced?: (millrace.BrokerFenced.$Properties|null);

            /** MetadataRecord topicCreated */
            topicCreated?: (millrace.TopicCreated.$Properties|null);

            /** MetadataRecord partitionChanged */
            partitionChanged?: (millrace.PartitionChanged.$Properties|null);

            /** MetadataRecord producerIdAllocated */
            producerIdAllocated?: (millrace.ProducerIdAllocated.$Properties|null);

            /** MetadataRecord requestAnswered */
            requestAnswered?: (millrace.RequestAnswered.$Properties|null);

            /** MetadataRecord topicDeleted */
            topicDeleted?: (millrace.TopicDeleted.$Properties|null);

            /** MetadataRecord topicConfigsChanged */
            topicConfigsChanged?: (millrace.TopicConfigsChanged.$Properties|null);

            /** MetadataRecord snapshotStarted */
            snapshotStarted?: (millrace.SnapshotStarted.$Properties|null);

            /** MetadataRecord brokerShutdownStarted */
            brokerShutdownStarted?: (millrace.BrokerShutdownStarted.$Properties|null);

            /** MetadataRecord replicaDamaged */
            replicaDamaged?: (millrace.ReplicaDamaged.$Properties|null);

            /** MetadataRecord recordsReclaimed */
            recordsReclaimed?: (millrace.RecordsReclaimed.$Properties|null);

            /** MetadataRecord holdChanged */
            holdChanged?: (millrace.HoldChanged.$Properties|null);

            /** MetadataRecord record */
            record?: ("supervisorStarted"|"brokerRegistered"|"brokerFenced"|"topicCreated"|"partitionChanged"|"producerIdAllocated"|"requestAnswered"|"topicDeleted"|"topicConfigsChanged"|"snapshotStarted"|"brokerShutdownStarted"|"replicaDamaged"|"recordsReclaimed"|"holdChanged");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a MetadataRecord. */
        type $Shape = {
          supervisorStarted?: millrace.SupervisorStarted.$Shape|null;
          brokerRegistered?: millrace.BrokerRegistered.$Shape|null;
          brokerFenced?: millrace.BrokerFenced.$Shape|null;
          topicCreated?: millrace.TopicCreated.$Shape|null;
          partitionChanged?: millrace.PartitionChanged.$Shape|null;
          producerIdAllocated?: millrace.ProducerIdAllocated.$Shape|null;
          requestAnswered?: millrace.RequestAnswered.$Shape|null;
          topicDeleted?: millrace.TopicDeleted.$Shape|null;
          topicConfigsChanged?: millrace.TopicConfigsChanged.$Shape|null;
          snapshotStarted?: millrace.SnapshotStarted.$Shape|null;
          brokerShutdownStarted?: millrace.BrokerShutdownStarted.$Shape|null;
          replicaDamaged?: millrace.ReplicaDamaged.$Shape|null;
          recordsReclaimed?: millrace.RecordsReclaimed.$Shape|null;
          holdChanged?: millrace.HoldChanged.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ record?: undefined; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "supervisorStarted"; supervisorStarted: millrace.SupervisorStarted.$Shape; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "brokerRegistered"; supervisorStarted?: null; brokerRegistered: millrace.BrokerRegistered.$Shape; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "brokerFenced"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced: millrace.BrokerFenced.$Shape; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "topicCreated"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated: millrace.TopicCreated.$Shape; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "partitionChanged"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged: millrace.PartitionChanged.$Shape; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "producerIdAllocated"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated: millrace.ProducerIdAllocated.$Shape; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "requestAnswered"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered: millrace.RequestAnswered.$Shape; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "topicDeleted"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted: millrace.TopicDeleted.$Shape; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "topicConfigsChanged"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged: millrace.TopicConfigsChanged.$Shape; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "snapshotStarted"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted: millrace.SnapshotStarted.$Shape; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "brokerShutdownStarted"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted: millrace.BrokerShutdownStarted.$Shape; replicaDamaged?: null; recordsReclaimed?: null; holdChanged?: null }|{ record?: "replicaDamaged"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged: millrace.ReplicaDamaged.$Shape; recordsReclaimed?: null; holdChanged?: null }|{ record?: "recordsReclaimed"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed: millrace.RecordsReclaimed.$Shape; holdChanged?: null }|{ record?: "holdChanged"; supervisorStarted?: null; brokerRegistered?: null; brokerFenced?: null; topicCreated?: null; partitionChanged?: null; producerIdAllocated?: null; requestAnswered?: null; topicDeleted?: null; topicConfigsChanged?: null; snapshotStarted?: null; brokerShutdownStarted?: null; replicaDamaged?: null; recordsReclaimed?: null; holdChanged: millrace.HoldChanged.$Shape })
        );
    }

    /**
     * Properties of a SupervisorStarted.
     * @deprecated Use millrace.SupervisorStarted.$Properties instead.
     */
    interface ISupervisorStarted extends millrace.SupervisorStarted.$Properties {
    }

    /** Represents a SupervisorStarted. */
    class SupervisorStarted {

        /**
         * Constructs a new SupervisorStarted.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.SupervisorStarted.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SupervisorStarted incarnation. */
        incarnation: number;

        /** SupervisorStarted brokerConfigs. */
        brokerConfigs: millrace.TopicConfig.$Properties[];

        /**
         * Creates a new SupervisorStarted instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SupervisorStarted instance
         */
        static create(properties: millrace.SupervisorStarted.$Shape): millrace.SupervisorStarted & millrace.SupervisorStarted.$Shape;
        static create(properties?: millrace.SupervisorStarted.$Properties): millrace.SupervisorStarted;

        /**
         * Encodes the specified SupervisorStarted message. Does not implicitly {@link millrace.SupervisorStarted.verify|verify} messages.
         * @param message SupervisorStarted message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.SupervisorStarted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SupervisorStarted message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.SupervisorStarted & millrace.SupervisorStarted.$Shape} SupervisorStarted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.SupervisorStarted & millrace.SupervisorStarted.$Shape;
    }

    namespace SupervisorStarted {

        /** Properties of a SupervisorStarted. */
        interface $Properties {

            /** SupervisorStarted incarnation */
            incarnation?: (number|null);

            /** SupervisorStarted brokerConfigs */
            brokerConfigs?: (millrace.TopicConfig.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SupervisorStarted. */
        type $Shape = millrace.SupervisorStarted.$Properties;
    }

    /**
     * Properties of a BrokerRegistered.
     * @deprecated Use millrace.BrokerRegistered.$Properties instead.
     */
    interface IBrokerRegistered extends millrace.BrokerRegistered.$Properties {
    }

    /** Represents a BrokerRegistered. */
    class BrokerRegistered {

        /**
         * Constructs a new BrokerRegistered.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.BrokerRegistered.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BrokerRegistered brokerId. */
        brokerId: number;

        /** BrokerRegistered endpoint. */
        endpoint: number;

        /** BrokerRegistered incarnation. */
        incarnation: number;

        /** BrokerRegistered brokerEpoch. */
        brokerEpoch: number;

        /** BrokerRegistered hasLog. */
        hasLog: boolean;

        /**
         * Creates a new BrokerRegistered instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BrokerRegistered instance
         */
        static create(properties: millrace.BrokerRegistered.$Shape): millrace.BrokerRegistered & millrace.BrokerRegistered.$Shape;
        static create(properties?: millrace.BrokerRegistered.$Properties): millrace.BrokerRegistered;

        /**
         * Encodes the specified BrokerRegistered message. Does not implicitly {@link millrace.BrokerRegistered.verify|verify} messages.
         * @param message BrokerRegistered message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.BrokerRegistered.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BrokerRegistered message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.BrokerRegistered & millrace.BrokerRegistered.$Shape} BrokerRegistered
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.BrokerRegistered & millrace.BrokerRegistered.$Shape;
    }

    namespace BrokerRegistered {

        /** Properties of a BrokerRegistered. */
        interface $Properties {

            /** BrokerRegistered brokerId */
            brokerId?: (number|null);

            /** BrokerRegistered endpoint */
            endpoint?: (number|null);

            /** BrokerRegistered incarnation */
            incarnation?: (number|null);

            /** BrokerRegistered brokerEpoch */
            brokerEpoch?: (number|null);

            /** BrokerRegistered hasLog */
            hasLog?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BrokerRegistered. */
        type $Shape = millrace.BrokerRegistered.$Properties;
    }

    /**
     * Properties of a BrokerFenced.
     * @deprecated Use millrace.BrokerFenced.$Properties instead.
     */
    interface IBrokerFenced extends millrace.BrokerFenced.$Properties {
    }

    /** Represents a BrokerFenced. */
    class BrokerFenced {

        /**
         * Constructs a new BrokerFenced.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.BrokerFenced.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BrokerFenced brokerId. */
        brokerId: number;

        /** BrokerFenced brokerEpoch. */
        brokerEpoch: number;

        /** BrokerFenced reason. */
        reason: string;

        /**
         * Creates a new BrokerFenced instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BrokerFenced instance
         */
        static create(properties: millrace.BrokerFenced.$Shape): millrace.BrokerFenced & millrace.BrokerFenced.$Shape;
        static create(properties?: millrace.BrokerFenced.$Properties): millrace.BrokerFenced;

        /**
         * Encodes the specified BrokerFenced message. Does not implicitly {@link millrace.BrokerFenced.verify|verify} messages.
         * @param message BrokerFenced message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.BrokerFenced.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BrokerFenced message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.BrokerFenced & millrace.BrokerFenced.$Shape} BrokerFenced
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.BrokerFenced & millrace.BrokerFenced.$Shape;
    }

    namespace BrokerFenced {

        /** Properties of a BrokerFenced. */
        interface $Properties {

            /** BrokerFenced brokerId */
            brokerId?: (number|null);

            /** BrokerFenced brokerEpoch */
            brokerEpoch?: (number|null);

            /** BrokerFenced reason */
            reason?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BrokerFenced. */
        type $Shape = millrace.BrokerFenced.$Properties;
    }

    /**
     * Properties of a BrokerShutdownStarted.
     * @deprecated Use millrace.BrokerShutdownStarted.$Properties instead.
     */
    interface IBrokerShutdownStarted extends millrace.BrokerShutdownStarted.$Properties {
    }

    /** Represents a BrokerShutdownStarted. */
    class BrokerShutdownStarted {

        /**
         * Constructs a new BrokerShutdownStarted.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.BrokerShutdownStarted.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BrokerShutdownStarted brokerId. */
        brokerId: number;

        /** BrokerShutdownStarted brokerEpoch. */
        brokerEpoch: number;

        /**
         * Creates a new BrokerShutdownStarted instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BrokerShutdownStarted instance
         */
        static create(properties: millrace.BrokerShutdownStarted.$Shape): millrace.BrokerShutdownStarted & millrace.BrokerShutdownStarted.$Shape;
        static create(properties?: millrace.BrokerShutdownStarted.$Properties): millrace.BrokerShutdownStarted;

        /**
         * Encodes the specified BrokerShutdownStarted message. Does not implicitly {@link millrace.BrokerShutdownStarted.verify|verify} messages.
         * @param message BrokerShutdownStarted message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.BrokerShutdownStarted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BrokerShutdownStarted message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.BrokerShutdownStarted & millrace.BrokerShutdownStarted.$Shape} BrokerShutdownStarted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.BrokerShutdownStarted & millrace.BrokerShutdownStarted.$Shape;
    }

    namespace BrokerShutdownStarted {

        /** Properties of a BrokerShutdownStarted. */
        interface $Properties {

            /** BrokerShutdownStarted brokerId */
            brokerId?: (number|null);

            /** BrokerShutdownStarted brokerEpoch */
            brokerEpoch?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BrokerShutdownStarted. */
        type $Shape = millrace.BrokerShutdownStarted.$Properties;
    }

    /**
     * Properties of a ReplicaDamaged.
     * @deprecated Use millrace.ReplicaDamaged.$Properties instead.
     */
    interface IReplicaDamaged extends millrace.ReplicaDamaged.$Properties {
    }

    /** Represents a ReplicaDamaged. */
    class ReplicaDamaged {

        /**
         * Constructs a new ReplicaDamaged.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.ReplicaDamaged.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ReplicaDamaged brokerId. */
        brokerId: number;

        /** ReplicaDamaged topicId. */
        topicId: number;

        /** ReplicaDamaged partition. */
        partition: number;

        /** ReplicaDamaged offset. */
        offset: number;

        /**
         * Creates a new ReplicaDamaged instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ReplicaDamaged instance
         */
        static create(properties: millrace.ReplicaDamaged.$Shape): millrace.ReplicaDamaged & millrace.ReplicaDamaged.$Shape;
        static create(properties?: millrace.ReplicaDamaged.$Properties): millrace.ReplicaDamaged;

        /**
         * Encodes the specified ReplicaDamaged message. Does not implicitly {@link millrace.ReplicaDamaged.verify|verify} messages.
         * @param message ReplicaDamaged message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.ReplicaDamaged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ReplicaDamaged message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.ReplicaDamaged & millrace.ReplicaDamaged.$Shape} ReplicaDamaged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.ReplicaDamaged & millrace.ReplicaDamaged.$Shape;
    }

    namespace ReplicaDamaged {

        /** Properties of a ReplicaDamaged. */
        interface $Properties {

            /** ReplicaDamaged brokerId */
            brokerId?: (number|null);

            /** ReplicaDamaged topicId */
            topicId?: (number|null);

            /** ReplicaDamaged partition */
            partition?: (number|null);

            /** ReplicaDamaged offset */
            offset?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ReplicaDamaged. */
        type $Shape = millrace.ReplicaDamaged.$Properties;
    }

    /**
     * Properties of a TopicCreated.
     * @deprecated Use millrace.TopicCreated.$Properties instead.
     */
    interface ITopicCreated extends millrace.TopicCreated.$Properties {
    }

    /** Represents a TopicCreated. */
    class TopicCreated {

        /**
         * Constructs a new TopicCreated.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.TopicCreated.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TopicCreated topicId. */
        topicId: number;

        /** TopicCreated name. */
        name: string;

        /** TopicCreated configs. */
        configs: millrace.TopicConfig.$Properties[];

        /**
         * Creates a new TopicCreated instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TopicCreated instance
         */
        static create(properties: millrace.TopicCreated.$Shape): millrace.TopicCreated & millrace.TopicCreated.$Shape;
        static create(properties?: millrace.TopicCreated.$Properties): millrace.TopicCreated;

        /**
         * Encodes the specified TopicCreated message. Does not implicitly {@link millrace.TopicCreated.verify|verify} messages.
         * @param message TopicCreated message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.TopicCreated.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TopicCreated message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.TopicCreated & millrace.TopicCreated.$Shape} TopicCreated
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.TopicCreated & millrace.TopicCreated.$Shape;
    }

    namespace TopicCreated {

        /** Properties of a TopicCreated. */
        interface $Properties {

            /** TopicCreated topicId */
            topicId?: (number|null);

            /** TopicCreated name */
            name?: (string|null);

            /** TopicCreated configs */
            configs?: (millrace.TopicConfig.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TopicCreated. */
        type $Shape = millrace.TopicCreated.$Properties;
    }

    /**
     * Properties of a TopicConfig.
     * @deprecated Use millrace.TopicConfig.$Properties instead.
     */
    interface ITopicConfig extends millrace.TopicConfig.$Properties {
    }

    /** Represents a TopicConfig. */
    class TopicConfig {

        /**
         * Constructs a new TopicConfig.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.TopicConfig.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TopicConfig name. */
        name: string;

        /** TopicConfig value. */
        value: string;

        /**
         * Creates a new TopicConfig instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TopicConfig instance
         */
        static create(properties: millrace.TopicConfig.$Shape): millrace.TopicConfig & millrace.TopicConfig.$Shape;
        static create(properties?: millrace.TopicConfig.$Properties): millrace.TopicConfig;

        /**
         * Encodes the specified TopicConfig message. Does not implicitly {@link millrace.TopicConfig.verify|verify} messages.
         * @param message TopicConfig message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.TopicConfig.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TopicConfig message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.TopicConfig & millrace.TopicConfig.$Shape} TopicConfig
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.TopicConfig & millrace.TopicConfig.$Shape;
    }

    namespace TopicConfig {

        /** Properties of a TopicConfig. */
        interface $Properties {

            /** TopicConfig name */
            name?: (string|null);

            /** TopicConfig value */
            value?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TopicConfig. */
        type $Shape = millrace.TopicConfig.$Properties;
    }

    /**
     * Properties of a PartitionChanged.
     * @deprecated Use millrace.PartitionChanged.$Properties instead.
     */
    interface IPartitionChanged extends millrace.PartitionChanged.$Properties {
    }

    /** Represents a PartitionChanged. */
    class PartitionChanged {

        /**
         * Constructs a new PartitionChanged.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.PartitionChanged.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PartitionChanged topicId. */
        topicId: number;

        /** PartitionChanged partition. */
        partition: number;

        /** PartitionChanged replicas. */
        replicas: number[];

        /** PartitionChanged isr. */
        isr: number[];

        /** PartitionChanged leader. */
        leader: number;

        /** PartitionChanged leaderEpoch. */
        leaderEpoch: number;

        /** PartitionChanged partitionEpoch. */
        partitionEpoch: number;

        /** PartitionChanged dataLost. */
        dataLost: boolean;

        /** PartitionChanged addingReplicas. */
        addingReplicas: number[];

        /** PartitionChanged removingReplicas. */
        removingReplicas: number[];

        /** PartitionChanged recoveredOffset. */
        recoveredOffset: number;

        /** PartitionChanged emptyReplicas. */
        emptyReplicas: number[];

        /** PartitionChanged highWatermarkSlot. */
        highWatermarkSlot: number;

        /**
         * Creates a new PartitionChanged instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PartitionChanged instance
         */
        static create(properties: millrace.PartitionChanged.$Shape): millrace.PartitionChanged & millrace.PartitionChanged.$Shape;
        static create(properties?: millrace.PartitionChanged.$Properties): millrace.PartitionChanged;

        /**
         * Encodes the specified PartitionChanged message. Does not implicitly {@link millrace.PartitionChanged.verify|verify} messages.
         * @param message PartitionChanged message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.PartitionChanged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PartitionChanged message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.PartitionChanged & millrace.PartitionChanged.$Shape} PartitionChanged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.PartitionChanged & millrace.PartitionChanged.$Shape;
    }

    namespace PartitionChanged {

        /** Properties of a PartitionChanged. */
        interface $Properties {

            /** PartitionChanged topicId */
            topicId?: (number|null);

            /** PartitionChanged partition */
            partition?: (number|null);

            /** PartitionChanged replicas */
            replicas?: (number[]|null);

            /** PartitionChanged isr */
            isr?: (number[]|null);

            /** PartitionChanged leader */
            leader?: (number|null);

            /** PartitionChanged leaderEpoch */
            leaderEpoch?: (number|null);

            /** PartitionChanged partitionEpoch */
            partitionEpoch?: (number|null);

            /** PartitionChanged dataLost */
            dataLost?: (boolean|null);

            /** PartitionChanged addingReplicas */
            addingReplicas?: (number[]|null);

            /** PartitionChanged removingReplicas */
            removingReplicas?: (number[]|null);

            /** PartitionChanged recoveredOffset */
            recoveredOffset?: (number|null);

            /** PartitionChanged emptyReplicas */
            emptyReplicas?: (number[]|null);

            /** PartitionChanged highWatermarkSlot */
            highWatermarkSlot?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PartitionChanged. */
        type $Shape = millrace.PartitionChanged.$Properties;
    }

    /**
     * Properties of a TopicDeleted.
     * @deprecated Use millrace.TopicDeleted.$Properties instead.
     */
    interface ITopicDeleted extends millrace.TopicDeleted.$Properties {
    }

    /** Represents a TopicDeleted. */
    class TopicDeleted {

        /**
         * Constructs a new TopicDeleted.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.TopicDeleted.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TopicDeleted topicId. */
        topicId: number;

        /**
         * Creates a new TopicDeleted instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TopicDeleted instance
         */
        static create(properties: millrace.TopicDeleted.$Shape): millrace.TopicDeleted & millrace.TopicDeleted.$Shape;
        static create(properties?: millrace.TopicDeleted.$Properties): millrace.TopicDeleted;

        /**
         * Encodes the specified TopicDeleted message. Does not implicitly {@link millrace.TopicDeleted.verify|verify} messages.
         * @param message TopicDeleted message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.TopicDeleted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TopicDeleted message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.TopicDeleted & millrace.TopicDeleted.$Shape} TopicDeleted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.TopicDeleted & millrace.TopicDeleted.$Shape;
    }

    namespace TopicDeleted {

        /** Properties of a TopicDeleted. */
        interface $Properties {

            /** TopicDeleted topicId */
            topicId?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TopicDeleted. */
        type $Shape = millrace.TopicDeleted.$Properties;
    }

    /**
     * Properties of a TopicConfigsChanged.
     * @deprecated Use millrace.TopicConfigsChanged.$Properties instead.
     */
    interface ITopicConfigsChanged extends millrace.TopicConfigsChanged.$Properties {
    }

    /** Represents a TopicConfigsChanged. */
    class TopicConfigsChanged {

        /**
         * Constructs a new TopicConfigsChanged.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.TopicConfigsChanged.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TopicConfigsChanged topicId. */
        topicId: number;

        /** TopicConfigsChanged configs. */
        configs: millrace.TopicConfig.$Properties[];

        /**
         * Creates a new TopicConfigsChanged instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TopicConfigsChanged instance
         */
        static create(properties: millrace.TopicConfigsChanged.$Shape): millrace.TopicConfigsChanged & millrace.TopicConfigsChanged.$Shape;
        static create(properties?: millrace.TopicConfigsChanged.$Properties): millrace.TopicConfigsChanged;

        /**
         * Encodes the specified TopicConfigsChanged message. Does not implicitly {@link millrace.TopicConfigsChanged.verify|verify} messages.
         * @param message TopicConfigsChanged message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.TopicConfigsChanged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TopicConfigsChanged message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.TopicConfigsChanged & millrace.TopicConfigsChanged.$Shape} TopicConfigsChanged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.TopicConfigsChanged & millrace.TopicConfigsChanged.$Shape;
    }

    namespace TopicConfigsChanged {

        /** Properties of a TopicConfigsChanged. */
        interface $Properties {

            /** TopicConfigsChanged topicId */
            topicId?: (number|null);

            /** TopicConfigsChanged configs */
            configs?: (millrace.TopicConfig.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TopicConfigsChanged. */
        type $Shape = millrace.TopicConfigsChanged.$Properties;
    }

    /**
     * Properties of a SnapshotStarted.
     * @deprecated Use millrace.SnapshotStarted.$Properties instead.
     */
    interface ISnapshotStarted extends millrace.SnapshotStarted.$Properties {
    }

    /** Represents a SnapshotStarted. */
    class SnapshotStarted {

        /**
         * Constructs a new SnapshotStarted.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.SnapshotStarted.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SnapshotStarted version. */
        version: number;

        /** SnapshotStarted recordCount. */
        recordCount: number;

        /** SnapshotStarted topicIdMax. */
        topicIdMax: number;

        /** SnapshotStarted producerIdMax. */
        producerIdMax: number;

        /** SnapshotStarted supervisorIncarnation. */
        supervisorIncarnation: number;

        /** SnapshotStarted brokerConfigs. */
        brokerConfigs: millrace.TopicConfig.$Properties[];

        /** SnapshotStarted dataLossCount. */
        dataLossCount: number;

        /** SnapshotStarted damagedReplicaCount. */
        damagedReplicaCount: number;

        /**
         * Creates a new SnapshotStarted instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SnapshotStarted instance
         */
        static create(properties: millrace.SnapshotStarted.$Shape): millrace.SnapshotStarted & millrace.SnapshotStarted.$Shape;
        static create(properties?: millrace.SnapshotStarted.$Properties): millrace.SnapshotStarted;

        /**
         * Encodes the specified SnapshotStarted message. Does not implicitly {@link millrace.SnapshotStarted.verify|verify} messages.
         * @param message SnapshotStarted message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.SnapshotStarted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SnapshotStarted message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.SnapshotStarted & millrace.SnapshotStarted.$Shape} SnapshotStarted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.SnapshotStarted & millrace.SnapshotStarted.$Shape;
    }

    namespace SnapshotStarted {

        /** Properties of a SnapshotStarted. */
        interface $Properties {

            /** SnapshotStarted version */
            version?: (number|null);

            /** SnapshotStarted recordCount */
            recordCount?: (number|null);

            /** SnapshotStarted topicIdMax */
            topicIdMax?: (number|null);

            /** SnapshotStarted producerIdMax */
            producerIdMax?: (number|null);

            /** SnapshotStarted supervisorIncarnation */
            supervisorIncarnation?: (number|null);

            /** SnapshotStarted brokerConfigs */
            brokerConfigs?: (millrace.TopicConfig.$Properties[]|null);

            /** SnapshotStarted dataLossCount */
            dataLossCount?: (number|null);

            /** SnapshotStarted damagedReplicaCount */
            damagedReplicaCount?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SnapshotStarted. */
        type $Shape = millrace.SnapshotStarted.$Properties;
    }

    /**
     * Properties of a ProducerIdAllocated.
     * @deprecated Use millrace.ProducerIdAllocated.$Properties instead.
     */
    interface IProducerIdAllocated extends millrace.ProducerIdAllocated.$Properties {
    }

    /** Represents a ProducerIdAllocated. */
    class ProducerIdAllocated {

        /**
         * Constructs a new ProducerIdAllocated.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.ProducerIdAllocated.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ProducerIdAllocated producerId. */
        producerId: number;

        /** ProducerIdAllocated producerEpoch. */
        producerEpoch: number;

        /**
         * Creates a new ProducerIdAllocated instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ProducerIdAllocated instance
         */
        static create(properties: millrace.ProducerIdAllocated.$Shape): millrace.ProducerIdAllocated & millrace.ProducerIdAllocated.$Shape;
        static create(properties?: millrace.ProducerIdAllocated.$Properties): millrace.ProducerIdAllocated;

        /**
         * Encodes the specified ProducerIdAllocated message. Does not implicitly {@link millrace.ProducerIdAllocated.verify|verify} messages.
         * @param message ProducerIdAllocated message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.ProducerIdAllocated.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ProducerIdAllocated message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.ProducerIdAllocated & millrace.ProducerIdAllocated.$Shape} ProducerIdAllocated
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.ProducerIdAllocated & millrace.ProducerIdAllocated.$Shape;
    }

    namespace ProducerIdAllocated {

        /** Properties of a ProducerIdAllocated. */
        interface $Properties {

            /** ProducerIdAllocated producerId */
            producerId?: (number|null);

            /** ProducerIdAllocated producerEpoch */
            producerEpoch?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ProducerIdAllocated. */
        type $Shape = millrace.ProducerIdAllocated.$Properties;
    }

    /**
     * Properties of a RequestAnswered.
     * @deprecated Use millrace.RequestAnswered.$Properties instead.
     */
    interface IRequestAnswered extends millrace.RequestAnswered.$Properties {
    }

    /** Represents a RequestAnswered. */
    class RequestAnswered {

        /**
         * Constructs a new RequestAnswered.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.RequestAnswered.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RequestAnswered requestId. */
        requestId: string;

        /** RequestAnswered kind. */
        kind: number;

        /** RequestAnswered response. */
        response: Uint8Array;

        /**
         * Creates a new RequestAnswered instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RequestAnswered instance
         */
        static create(properties: millrace.RequestAnswered.$Shape): millrace.RequestAnswered & millrace.RequestAnswered.$Shape;
        static create(properties?: millrace.RequestAnswered.$Properties): millrace.RequestAnswered;

        /**
         * Encodes the specified RequestAnswered message. Does not implicitly {@link millrace.RequestAnswered.verify|verify} messages.
         * @param message RequestAnswered message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.RequestAnswered.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RequestAnswered message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.RequestAnswered & millrace.RequestAnswered.$Shape} RequestAnswered
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.RequestAnswered & millrace.RequestAnswered.$Shape;
    }

    namespace RequestAnswered {

        /** Properties of a RequestAnswered. */
        interface $Properties {

            /** RequestAnswered requestId */
            requestId?: (string|null);

            /** RequestAnswered kind */
            kind?: (number|null);

            /** RequestAnswered response */
            response?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RequestAnswered. */
        type $Shape = millrace.RequestAnswered.$Properties;
    }

    /**
     * Properties of a RecordsReclaimed.
     * @deprecated Use millrace.RecordsReclaimed.$Properties instead.
     */
    interface IRecordsReclaimed extends millrace.RecordsReclaimed.$Properties {
    }

    /** Represents a RecordsReclaimed. */
    class RecordsReclaimed {

        /**
         * Constructs a new RecordsReclaimed.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.RecordsReclaimed.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RecordsReclaimed brokerId. */
        brokerId: number;

        /** RecordsReclaimed topics. */
        topics: millrace.Reclaimed.$Properties[];

        /**
         * Creates a new RecordsReclaimed instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RecordsReclaimed instance
         */
        static create(properties: millrace.RecordsReclaimed.$Shape): millrace.RecordsReclaimed & millrace.RecordsReclaimed.$Shape;
        static create(properties?: millrace.RecordsReclaimed.$Properties): millrace.RecordsReclaimed;

        /**
         * Encodes the specified RecordsReclaimed message. Does not implicitly {@link millrace.RecordsReclaimed.verify|verify} messages.
         * @param message RecordsReclaimed message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.RecordsReclaimed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RecordsReclaimed message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.RecordsReclaimed & millrace.RecordsReclaimed.$Shape} RecordsReclaimed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.RecordsReclaimed & millrace.RecordsReclaimed.$Shape;
    }

    namespace RecordsReclaimed {

        /** Properties of a RecordsReclaimed. */
        interface $Properties {

            /** RecordsReclaimed brokerId */
            brokerId?: (number|null);

            /** RecordsReclaimed topics */
            topics?: (millrace.Reclaimed.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RecordsReclaimed. */
        type $Shape = millrace.RecordsReclaimed.$Properties;
    }

    /**
     * Properties of a Reclaimed.
     * @deprecated Use millrace.Reclaimed.$Properties instead.
     */
    interface IReclaimed extends millrace.Reclaimed.$Properties {
    }

    /** Represents a Reclaimed. */
    class Reclaimed {

        /**
         * Constructs a new Reclaimed.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.Reclaimed.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Reclaimed topicId. */
        topicId: number;

        /** Reclaimed records. */
        records: number;

        /** Reclaimed bytes. */
        bytes: number;

        /**
         * Creates a new Reclaimed instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Reclaimed instance
         */
        static create(properties: millrace.Reclaimed.$Shape): millrace.Reclaimed & millrace.Reclaimed.$Shape;
        static create(properties?: millrace.Reclaimed.$Properties): millrace.Reclaimed;

        /**
         * Encodes the specified Reclaimed message. Does not implicitly {@link millrace.Reclaimed.verify|verify} messages.
         * @param message Reclaimed message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.Reclaimed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Reclaimed message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.Reclaimed & millrace.Reclaimed.$Shape} Reclaimed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.Reclaimed & millrace.Reclaimed.$Shape;
    }

    namespace Reclaimed {

        /** Properties of a Reclaimed. */
        interface $Properties {

            /** Reclaimed topicId */
            topicId?: (number|null);

            /** Reclaimed records */
            records?: (number|null);

            /** Reclaimed bytes */
            bytes?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Reclaimed. */
        type $Shape = millrace.Reclaimed.$Properties;
    }

    /**
     * Properties of a HoldChanged.
     * @deprecated Use millrace.HoldChanged.$Properties instead.
     */
    interface IHoldChanged extends millrace.HoldChanged.$Properties {
    }

    /** Represents a HoldChanged. */
    class HoldChanged {

        /**
         * Constructs a new HoldChanged.
         * @param [properties] Properties to set
         */
        constructor(properties?: millrace.HoldChanged.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HoldChanged endpoint. */
        endpoint: number;

        /** HoldChanged incarnation. */
        incarnation: number;

        /** HoldChanged holdId. */
        holdId: number;

        /** HoldChanged partitions. */
        partitions: millrace.PartitionId.$Properties[];

        /** HoldChanged clientId. */
        clientId: string;

        /**
         * Creates a new HoldChanged instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HoldChanged instance
         */
        static create(properties: millrace.HoldChanged.$Shape): millrace.HoldChanged & millrace.HoldChanged.$Shape;
        static create(properties?: millrace.HoldChanged.$Properties): millrace.HoldChanged;

        /**
         * Encodes the specified HoldChanged message. Does not implicitly {@link millrace.HoldChanged.verify|verify} messages.
         * @param message HoldChanged message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: millrace.HoldChanged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HoldChanged message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {millrace.HoldChanged & millrace.HoldChanged.$Shape} HoldChanged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): millrace.HoldChanged & millrace.HoldChanged.$Shape;
    }

    namespace HoldChanged {

        /** Properties of a HoldChanged. */
        interface $Properties {

            /** HoldChanged endpoint */
            endpoint?: (number|null);

            /** HoldChanged incarnation */
            incarnation?: (number|null);

            /** HoldChanged holdId */
            holdId?: (number|null);

            /** HoldChanged partitions */
            partitions?: (millrace.PartitionId.$Properties[]|null);

            /** HoldChanged clientId */
            clientId?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HoldChanged. */
        type $Shape = millrace.HoldChanged.$Properties;
    }
}
