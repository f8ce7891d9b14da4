/** The frame answers a request: its correlation names the asker, its target is not used. */
export const FLAG_REPLY = 1;
/** The attachment lies in a parcel: the frame carries a reference to it (`writeReference`). */
export const FLAG_PARCEL = 2;
