/** The frame answers a request: its correlation names the asker, its target is not used. */
export const FLAG_REPLY = 1;
