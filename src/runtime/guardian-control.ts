/** What the guardian offers to clients through comlink. All calls are rare. */
export interface GuardianControl {
  /** From here on the client's endpoint is freed when its control port closes. */
  registerClient(endpoint: number, incarnation: number): void;
  /** Ends the broker's thread as a crash would. Resolves when the thread is gone. */
  killBroker(broker: number, restart: boolean): Promise<void>;
  /** Starts a dead broker again. Resolves when its thread was created. */
  restartBroker(broker: number): Promise<void>;
  pauseBroker(broker: number, paused: boolean): void;
  killSupervisor(): Promise<void>;
  /** Ends all threads of the cluster. */
  stop(): Promise<void>;
}
