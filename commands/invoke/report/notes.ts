import { formatMilliseconds } from '../../shared/report/format';
import { LATE_MS } from '../measure/open-loop';
import type { HostFigures, InvokeReport } from './report';

/** What a reader must know of the whole measurement before believing its figures. */
export function reportNotes({ schedule, eventLoopUtilization, ownWorkUpToMs }: InvokeReport): string[] {
  const notes: string[] = [];
  if (schedule !== null && schedule.late > 0)
    notes.push(
      `${schedule.late} of ${schedule.sent} calls were sent more than ${LATE_MS} ms late, at most ${formatMilliseconds(schedule.maxLateMs)} ms; their latency counts from when they were due`,
    );
  if (schedule !== null && schedule.unsent > 0)
    notes.push(
      `${schedule.unsent} calls that were due could not be sent before the end, and are in no latency: lower --rate, or raise --concurrency if the endpoint can take more`,
    );
  if (ownWorkUpToMs !== null)
    notes.push(
      `this machine was busy, its event loop ${Math.round(100 * eventLoopUtilization)} % of the time: the figures include up to ${formatMilliseconds(ownWorkUpToMs)} ms of its own work, at the mean; lower --concurrency or --rate`,
    );
  return notes;
}

/** Where a host's calls went, and what it took. */
export function hostNotes(host: HostFigures): string[] {
  const { throughputPerSecond, connectionsOpened, callsByAddress, callsByZone, callsRetried, attempts } = host;
  const to = Object.keys(callsByAddress).length === 0 ? '' : `; to ${counted(callsByAddress)}`;
  const notes = [`${throughputPerSecond.toFixed(0)} answers per second; connections opened: ${connectionsOpened}${to}`];
  if (Object.keys(callsByZone).length > 0) notes.push(`calls by zone: ${counted(callsByZone)}`);
  if (callsRetried > 0)
    notes.push(
      `${callsRetried} calls needed more than one attempt: ${attempts} attempts for ${host.answered + host.failed} calls`,
    );
  return notes;
}

const counted = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} (${count})`)
    .join(', ');
