/** How long each figure measures. */
export const full = {
  warm_up_s: 2,
  throughput_s: 5,
  rate_s: 15,
  burst: 1000,
  memory_first: 20_000,
  memory_last: 100_000,
  starts: 5,
  refreshes: 50,
  /** Slack's JavaScript clients stay away for five seconds each time: fewer tell as much. */
  peer_refreshes: 5,
  /** Slack gives about ten seconds; a shorter time makes it harder. */
  close_after_ms: 2000,
  kills: 200,
  commits: 2000,
};

/** Whether it runs at all. */
export const quick = {
  warm_up_s: 0.2,
  throughput_s: 0.5,
  rate_s: 1,
  burst: 40,
  memory_first: 50,
  memory_last: 100,
  starts: 1,
  refreshes: 2,
  peer_refreshes: 1,
  close_after_ms: 5000,
  kills: 3,
  commits: 50,
};
