import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { onlyRow } from './database/client';
import { parseSchedule, type Schedule } from './schedule';

/** Timeout of one job in milliseconds. */
const JOB_TIMEOUT = 120_000;
/** Maximum number of parallel jobs; further ones wait for the next second. */
const MAX_RUNNING = 3;
/** Days for which run records and broadcast messages are kept. */
const KEEP_DAYS = 3;

interface Job {
  jobid: string;
  schedule: string;
  command: string;
  username: string;
}

/** Runs one job and records how it ended. Throws when the database does not answer. */
async function runJob(pool: pg.Pool, job: Job): Promise<void> {
  const client = await pool.connect();
  let broken = false;
  try {
    const started = await client.query<{ runid: string }>(
      `insert into cron.job_run_details (jobid, job_pid, database, username, command, status, start_time)
       values ($1, pg_backend_pid(), current_database(), $2, $3, 'running', clock_timestamp()) returning runid`,
      [job.jobid, job.username, job.command],
    );
    const result = await client
      .query(`set statement_timeout = ${JOB_TIMEOUT}`)
      .then(() => client.query(job.command))
      .then(
        (done) => ({ status: 'succeeded', message: `${[done].flat().at(-1)?.rowCount ?? 0} rows` }),
        (error: Error) => ({ status: 'failed', message: error.message }),
      );
    await client.query('rollback; reset all');
    await client.query(
      'update cron.job_run_details set status = $2, return_message = $3, end_time = clock_timestamp() where runid = $1',
      [onlyRow(started).runid, result.status, result.message],
    );
  } catch (error) {
    broken = true;
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Ends the records of runs that a crash cut off, and removes old records and messages. */
async function clean(pool: pg.Pool): Promise<void> {
  await pool.query(
    `update cron.job_run_details set status = 'failed', return_message = 'the server stopped', end_time = now()
     where status = 'running' and start_time < now() - make_interval(secs => $1)`,
    [JOB_TIMEOUT / 1000],
  );
  await pool.query(
    `delete from cron.job_run_details where start_time < now() - interval '${KEEP_DAYS} days'`,
  );
  await pool.query(`delete from realtime.messages where inserted_at < now() - interval '${KEEP_DAYS} days'`);
}

/** Parses the schedules of jobs, each once. A job whose schedule is none never runs, which is logged once. */
function scheduleReader(log: (line: string) => void): (job: Job) => Schedule | null {
  const parsed = new Map<string, Schedule | null>();
  return ({ jobid, schedule }) => {
    const known = parsed.get(schedule);
    if (known !== undefined) return known;
    let fresh: Schedule | null = null;
    try {
      fresh = parseSchedule(schedule);
    } catch (error) {
      log(`Job ${jobid} never runs: ${(error as Error).message}.`);
    }
    parsed.set(schedule, fresh);
    return fresh;
  };
}

/**
 * Starts the jobs that are due, each as long as it is not running. What `tick` throws means that the database is
 * away.
 */
function createClock(pool: pg.Pool, log: (line: string) => void) {
  const running = new Map<string, Promise<void>>();
  const lastRun = new Map<string, number>();
  /** Jobs that were due when the maximum number was running. */
  const postponed = new Set<string>();
  const scheduleOf = scheduleReader(log);
  let jobs: Job[] = [];
  let lastMinute = Math.floor(Date.now() / 60_000);
  let lastCleaning = 0;

  function start(job: Job, now: number): void {
    if (running.size >= MAX_RUNNING) return void postponed.add(job.jobid);
    postponed.delete(job.jobid);
    lastRun.set(job.jobid, now);
    const work = runJob(pool, job)
      .catch((error: Error) => log(`Job ${job.jobid} could not run: ${error.message}.`))
      .finally(() => running.delete(job.jobid));
    running.set(job.jobid, work);
  }

  async function tick(): Promise<void> {
    const now = Date.now();
    const minute = Math.floor(now / 60_000);
    const fresh = minute !== lastMinute;
    if (fresh || jobs.length === 0 || Math.floor(now / 1000) % 10 === 0) {
      const found = await pool.query<Job>(
        'select jobid, schedule, command, username from cron.job where active order by jobid',
      );
      jobs = found.rows;
    }
    if (now - lastCleaning > 3_600_000) {
      lastCleaning = now;
      await clean(pool);
    }
    for (const job of jobs) {
      const schedule = scheduleOf(job);
      if (!schedule || running.has(job.jobid)) continue;
      const due =
        'everySeconds' in schedule
          ? now - (lastRun.get(job.jobid) ?? 0) >= schedule.everySeconds * 1000
          : fresh && schedule.isDue(new Date(minute * 60_000));
      if (due || postponed.has(job.jobid)) start(job, now);
    }
    lastMinute = minute;
  }

  return { tick, idle: () => Promise.all(running.values()) };
}

/**
 * Runs the jobs registered with cron.schedule, like pg_cron on the platform, and records each run. A job never runs
 * twice in parallel; when the database is down, it tries again the next second; no error ends the process.
 */
export function startScheduler(ownerUrl: string, log: (line: string) => void): { close(): Promise<void> } {
  const pool = new pg.Pool({
    connectionString: ownerUrl,
    max: MAX_RUNNING + 1,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 90_000,
  });
  pool.on('error', () => undefined);
  const clock = createClock(pool, log);
  const stopping = new AbortController();
  const loop = (async () => {
    let away = false;
    while (!stopping.signal.aborted) {
      try {
        await clock.tick();
        away = false;
      } catch (error) {
        if (!away) log(`The scheduler waits for the database: ${(error as Error).message}.`);
        away = true;
      }
      await sleep(1000, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    close: async () => {
      stopping.abort();
      await loop;
      await Promise.race([clock.idle(), sleep(5000, undefined, { ref: false })]);
      await Promise.race([pool.end(), sleep(1000, undefined, { ref: false })]);
    },
  };
}
