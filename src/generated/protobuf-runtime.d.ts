import { Reader, Writer } from "protobufjs/minimal.js";

export { Reader, Writer };

/** Reads protobuf in place. `aim` it at `length` bytes of `buffer` from `position`. */
export declare class InPlaceReader extends Reader {
  constructor(buffer?: Uint8Array);
  aim(buffer: Uint8Array, position: number, length: number): this;
}

/** Writes protobuf in place: at most `length` bytes from `position`, else RangeError. `pos` is the end of what was written. */
export declare class InPlaceWriter extends Writer {
  constructor();
  pos: number;
  aim(buffer: Uint8Array, position: number, length: number): this;
}
