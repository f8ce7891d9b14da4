/** A client's place in the mesh. */
export interface ClientRow {
  readonly endpoint: number;
  readonly incarnation: number;
}

/** A broker's thread as it was when the guardian was asked. */
export interface BrokerThread {
  readonly wasAlive: boolean;
  readonly incarnation: number;
}

/** What the guardian offers to clients through comlink. All calls are rare. */
export interface GuardianControl {
  /**
   * An endpoint for the calling thread, freed when it leaves or its control port closes. The guardian claims it, so that a thread
   * which dies at any moment leaves no row behind. Waits for rows that are leaving. Throws MillraceError
   * TOO_MANY_ENDPOINTS, CLUSTER_FAILED.
   */
  claimEndpoint(): Promise<ClientRow>;
  /** The caller's thread touches the arena no more. Resolves when its endpoint counts as dead. */
  leave(): void;
  /** Resolves, with the reason, when a thread of the cluster fails again and again without serving in between. */
  untilMemberKeepsFailing(): Promise<string>;
  /** Resolves when the cluster is about to be closed, before the first of its threads ends. */
  untilClosing(): Promise<void>;
  /** Ends the broker's thread as a crash would, or its restart that is due. Resolves when the thread is gone. */
  killBroker(broker: number, restart: boolean): Promise<void>;
  /** Starts the broker's thread if it is dead and not about to be started. */
  startBroker(broker: number): BrokerThread;
  /** True when a later incarnation was started, false when a user killed this one for good instead; resolves then. */
  untilBrokerSucceeded(broker: number, incarnation: number): Promise<boolean>;
  pauseBroker(broker: number, paused: boolean): void;
  killSupervisor(): Promise<void>;
  /** Fault injection of tests: the thread of this member takes no turn for so long; Infinity: a loop without an end. */
  hang(endpoint: number, durationMs: number): void;
  /**
   * Ends all threads of the cluster; nobody can attach any more. True when no other client is attached: then only the
   * caller and the guardian can still touch the arena.
   */
  stop(): Promise<boolean>;
}
