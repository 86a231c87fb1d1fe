import { createSocket } from 'node:dgram';
import { answerParent } from '../network/remote-process';
import { encodeAnswer, parseQuestion, type Question, RESPONSE_CODE, TYPE_A } from './message';

/** How the resolver of the VPC answers. */
export interface DnsBehavior {
  /** The addresses of every name there is. */
  readonly records: Readonly<Record<string, readonly string[]>>;
  /** Whether each answer begins with another address. */
  readonly rotates: boolean;
  /** Whether an answer has one address only. */
  readonly single: boolean;
  readonly fault: 'none' | 'server-failure' | 'silent';
}

let behavior: DnsBehavior;
const asked = new Map<string, number>();
const socket = createSocket('udp4');

socket.on('message', (message, { port, address }) => {
  const answer = respond(parseQuestion(message));
  if (answer !== undefined) socket.send(answer, port, address);
});

function respond(question: Question): Buffer | undefined {
  const { records, fault } = behavior;
  if (fault === 'silent') return undefined;
  if (fault === 'server-failure') return encodeAnswer(question, RESPONSE_CODE.serverFailure);
  const addresses = records[question.name];
  if (addresses === undefined) return encodeAnswer(question, RESPONSE_CODE.noSuchName);
  return encodeAnswer(question, RESPONSE_CODE.ok, question.type === TYPE_A ? inOrder(question.name, addresses) : []);
}

function inOrder(name: string, addresses: readonly string[]): readonly string[] {
  const count = asked.get(name) ?? 0;
  asked.set(name, count + 1);
  const first = behavior.rotates ? count % addresses.length : 0;
  const ordered = [...addresses.slice(first), ...addresses.slice(0, first)];
  return behavior.single ? ordered.slice(0, 1) : ordered;
}

const handlers = {
  start: (first: DnsBehavior): Promise<void> => {
    behavior = first;
    return new Promise((resolve) => socket.bind(53, resolve));
  },
  change: (changes: Partial<DnsBehavior>): void => {
    behavior = { ...behavior, ...changes };
  },
};

export type DnsHandlers = typeof handlers;
answerParent(handlers);
