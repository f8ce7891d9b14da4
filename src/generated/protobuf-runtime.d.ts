// Declared without protobufjs, whose code is part of the package's bundles: users need not install it for its types.

/** Reads protobuf. */
export declare class Reader {
  pos: number;
}

/** Writes protobuf. */
export declare class Writer {
  pos: number;
  finish(): Uint8Array;
}

/** Reads protobuf in place. `aim` it at `length` bytes of `buffer` from `position`. */
export declare class InPlaceReader extends Reader {
  constructor(buffer?: Uint8Array);
  aim(buffer: Uint8Array, position: number, length: number): this;
}

/** Writes protobuf in place: at most `length` bytes from `position`, else RangeError. `pos` is the end of what was written. */
export declare class InPlaceWriter extends Writer {
  constructor();
  aim(buffer: Uint8Array, position: number, length: number): this;
}
