// The protobuf runtime that the generated code of this folder uses (written by hand; everything else here is generated).
// It is protobufjs with three differences: 64-bit fields are JavaScript numbers (safe integers, else RangeError),
// readers and writers work in place on any part of the arena, and a writer never grows its target.
// The shared protobufjs singleton stays as it is.
import protobuf from "protobufjs/minimal.js";

const TWO_31 = 2147483648;
const TWO_32 = 4294967296;

/** The upper half of the 64-bit number read last: a second result without an allocation. */
let readHigh = 0;

/** Reads protobuf in place: `aim` it at a part of a buffer. One instance may be reused for every message of a thread. */
export class InPlaceReader extends protobuf.Reader {
  constructor(buffer) {
    super(buffer ?? new Uint8Array(0));
  }

  static create(buffer) {
    return new InPlaceReader(buffer);
  }

  aim(buffer, position, length) {
    this.buf = buffer;
    this.pos = position;
    this.len = position + length;
    this.view = null;
    return this;
  }

  uint64() {
    const low = this._varint64();
    if (readHigh > 0x1fffff) throw new RangeError("64-bit value exceeds 2^53 - 1");
    return readHigh * TWO_32 + low;
  }

  /** Returns the low 32 bits; the high ones are in `readHigh`. */
  _varint64() {
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.pos >= this.len) throw new RangeError(`index out of range: ${this.pos} >= ${this.len}`);
      const byte = this.buf[this.pos++];
      const bits = byte & 127;
      if (shift < 28) low = (low | (bits << shift)) >>> 0;
      else if (shift === 28) {
        low = (low | (bits << 28)) >>> 0;
        high = bits >>> 4;
      } else high = (high | (bits << (shift - 32))) >>> 0;
      if (byte < 128) {
        readHigh = high;
        return low;
      }
    }
    throw new RangeError("invalid varint encoding");
  }

  int64() {
    throw new RangeError("int64 is not used in schemas/: choose uint64 or sint64");
  }

  sint64() {
    const low = this._varint64();
    if (readHigh > 0x3fffff) throw new RangeError("64-bit value exceeds 2^53 - 1");
    const magnitude = readHigh * TWO_31 + (low >>> 1); // zigzag has one bit more than a safe integer
    return (low & 1) === 0 ? magnitude : -magnitude - 1;
  }

  bytes() {
    const length = this.uint32();
    const start = this.pos;
    if (start + length > this.len) throw new RangeError(`index out of range: ${start} + ${length} > ${this.len}`);
    this.pos += length;
    return this.buf.slice(start, start + length); // a copy: a view would outlive the frame
  }
}

/** Writes protobuf in place. Running over the end of the part it is aimed at throws RangeError. */
export class InPlaceWriter extends protobuf.Writer {
  static create() {
    return new InPlaceWriter().aim(new Uint8Array(512), 0, 512);
  }

  static alloc(size) {
    return new Uint8Array(size);
  }

  aim(buffer, position, length) {
    this.buf = buffer;
    this.pos = position;
    this.limit = position + length;
    this.view = null;
    return this;
  }

  _reserve(bytes) {
    if (this.pos + bytes > this.limit) throw new RangeError(`message exceeds its ${this.limit} byte limit`);
  }

  uint64(value) {
    if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) throw new RangeError(`not a safe unsigned integer: ${value}`);
    return this._varint64(value >>> 0, Math.floor(value / TWO_32));
  }

  _varint64(lowBits, highBits) {
    let low = lowBits;
    let high = highBits;
    this._reserve(10);
    while (high > 0) {
      this.buf[this.pos++] = (low & 127) | 128;
      low = ((low >>> 7) | (high << 25)) >>> 0;
      high >>>= 7;
    }
    while (low > 127) {
      this.buf[this.pos++] = (low & 127) | 128;
      low >>>= 7;
    }
    this.buf[this.pos++] = low;
    return this;
  }

  int64() {
    throw new RangeError("int64 is not used in schemas/: choose uint64 or sint64");
  }

  sint64(value) {
    if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${value}`);
    const sign = value < 0 ? 1 : 0;
    const magnitude = value < 0 ? -value - 1 : value;
    return this._varint64((((magnitude % TWO_31) * 2) | sign) >>> 0, Math.floor(magnitude / TWO_31));
  }
}

const util = Object.create(protobuf.util, { Long: { value: null } });

export default { Reader: InPlaceReader, Writer: InPlaceWriter, util, roots: {} };
