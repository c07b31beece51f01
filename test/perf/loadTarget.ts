import { request, Agent } from 'node:http';

/** A running installation under load. */
export interface LoadTarget {
  url: string;
  anonKey: string;
  dbUrl: string;
}

/** Result of a call: status, body and duration. */
export interface Ended {
  status: number;
  body: unknown;
  ms: number;
}

/** Calls functions of an installation from any client address. */
export type Caller = (name: string, args: object, address: string) => Promise<Ended>;

/** Creates a caller for a target; connections are kept alive and shared. */
export function openCaller({ url, anonKey }: LoadTarget): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  return (name, args, address) =>
    new Promise((done, fail) => {
      const began = performance.now();
      const headers = {
        apikey: anonKey,
        'content-type': 'application/json',
        'content-profile': 'api',
        'x-forwarded-for': address,
        'x-device': `load-${address}`,
      };
      const sent = request(`${url}/rest/v1/rpc/${name}`, { method: 'POST', agent, headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => {
          done({
            status: answer.statusCode ?? 0,
            body: text ? (JSON.parse(text) as unknown) : null,
            ms: performance.now() - began,
          });
        });
      });
      sent.on('error', fail);
      sent.end(JSON.stringify(args));
    });
}

/** An address in 10.0.0.0/8, one of sixteen million. */
export const addressOf = (n: number) => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;

/** Median and 95th percentile of durations, as text. */
export function spread(times: number[]): string {
  if (times.length === 0) return 'none';
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return `p50 ${at(0.5).toFixed(0)} ms, p95 ${at(0.95).toFixed(0)} ms, longest ${sorted.at(-1)!.toFixed(0)} ms`;
}

/** A realistic filing that differs from the others. */
export const loadForm = (n: number) => ({
  request_id: crypto.randomUUID(),
  type_code: '0202',
  summary: `第 ${n} 户反映楼上卫生间漏水，天花板起皮，多次沟通没有结果。`,
  region_code: ['350821', '350823', '350802', '350824', '350825'][n % 5]!,
  applicant: {
    kind: 'person',
    name: '罗春生',
    phone: `138${String(59_700_000 + (n % 1_000_000)).padStart(8, '0')}`,
  },
  consent_version: '2026-11',
  respondent: { kind: 'person', name: '范小军' },
});
