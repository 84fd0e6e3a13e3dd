import type { Logger } from '#bff/log/logger.ts';
import type { DeskAnswer } from './quotaDesk.ts';

/** Tells operations when something about the flow of calls changes, once each time. */
export function createLimiterLog(log: Logger): (answer: DeskAnswer, waiting: number) => void {
  const was = { gated: false, open: false, paused: false, alone: false };
  return ({ gateMs, circuitMs, pausedMs, isAlone, writesPerSecond }, waiting) => {
    const about = { count: waiting, ratePerSecond: Math.round(writesPerSecond * 10) / 10 };
    const inSeconds = (ms: number) => ({ ...about, retryAfterSeconds: Math.ceil(ms / 1000) });
    if (gateMs > 0 && !was.gated) log.warn('graph_gate_closed', inSeconds(gateMs));
    if (gateMs === 0 && was.gated) log.info('graph_gate_opened', about);
    if (circuitMs > 0 && !was.open) log.warn('graph_circuit_opened', inSeconds(circuitMs));
    if (circuitMs === 0 && was.open) log.info('graph_circuit_closed', about);
    if (pausedMs > 0 && !was.paused) log.info('graph_bulk_paused', inSeconds(pausedMs));
    if (isAlone && !was.alone) log.warn('graph_limiter_alone', about);
    was.gated = gateMs > 0;
    was.open = circuitMs > 0;
    was.paused = pausedMs > 0;
    was.alone = isAlone;
  };
}
