import pg from 'pg';

/** An error as PostgreSQL reports it: SQLSTATE, stable code, parameters. */
export interface Refusal {
  state: string;
  code: string;
  details: Record<string, unknown>;
}

type Row = Record<string, unknown>;

/** A caller with a database role and a sign-in; each call runs in one transaction, as in the REST interface. */
export interface Person {
  /** Calls a function of schema `api` with named arguments. */
  call<T = Row>(name: string, args?: object): Promise<T[]>;
  /** Runs a statement. */
  run<T = Row>(sql: string, values?: unknown[]): Promise<T[]>;
  /** Expects the call to fail and returns the error. */
  refused(name: string, args?: object): Promise<Refusal>;
  /** Expects the statement to fail and returns the error. */
  refusedRun(sql: string, values?: unknown[]): Promise<Refusal>;
}

/** The people of a test database. */
export interface People {
  anon: Person;
  /** Signed up, without a post. */
  stranger(): Promise<Person>;
  /** Signed in as a demo account. */
  as(account: string): Promise<Person>;
  /** Signed in as an auth user, within a session if one is given. */
  user(id: string, session?: string): Person;
  /** The owner of the schemas, who bypasses row-level security to prepare and inspect data. */
  owner: Person;
  end(): Promise<void>;
}

const asRefusal = (error: pg.DatabaseError): Refusal => {
  let details: Row = {};
  try {
    details = JSON.parse(error.detail ?? '{}') as Row;
  } catch {
    details = { detail: error.detail };
  }
  return { state: error.code ?? '', code: error.message, details };
};

const statement = (name: string, args: object) => {
  const names = Object.keys(args);
  const named = names.map((key, index) => `${key} => $${index + 1}`).join(', ');
  const values = Object.values(args).map((value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? JSON.stringify(value) : value,
  );
  return { sql: `select * from api.${name}(${named})`, values };
};

function person(pool: pg.Pool, role: string | null, sub: string | null, session?: string): Person {
  const claims = JSON.stringify({
    role,
    ...(sub ? { sub } : {}),
    ...(session ? { session_id: session } : {}),
  });
  // One message to the server, because thousands of calls begin so.
  const start = role
    ? `begin; select set_config('request.jwt.claims', ${pg.escapeLiteral(claims)}, true); set local role ${role}`
    : 'begin';
  const run = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => {
    const client = await pool.connect();
    try {
      await client.query(start);
      const { rows } = await client.query(sql, values);
      await client.query('commit');
      return rows as T[];
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  };
  const refusedRun = async (sql: string, values: unknown[] = []) => {
    const answer = await run(sql, values).then(
      (rows) => rows,
      (error: pg.DatabaseError) => error,
    );
    if (answer instanceof Error) return asRefusal(answer as pg.DatabaseError);
    throw new Error(`not refused, ${answer.length} row(s): ${sql}`);
  };
  return {
    run,
    refusedRun,
    call: (name, args = {}) => {
      const { sql, values } = statement(name, args);
      return run(sql, values);
    },
    refused: (name, args = {}) => {
      const { sql, values } = statement(name, args);
      return refusedRun(sql, values);
    },
  };
}

/** Opens the people of a test database; call `end()` in afterAll. */
export function openPeople(url: string): People {
  const pool = new pg.Pool({ connectionString: url, max: 40 });
  // Dropping a database breaks its idle connections, which is expected here.
  pool.on('error', () => undefined);
  const owner = person(pool, null, null);
  return {
    owner,
    anon: person(pool, 'anon', null),
    stranger: async () => {
      const [row] = await owner.run<{ id: string }>(
        `insert into auth.users (id, email) values (gen_random_uuid(), gen_random_uuid() || '@example.org') returning id`,
      );
      return person(pool, 'authenticated', row!.id);
    },
    as: async (account) => {
      const [row] = await owner.run<{ id: string }>('select id from app.staff where account = $1', [account]);
      if (!row) throw new Error(`no account ${account}`);
      return person(pool, 'authenticated', row.id);
    },
    user: (id, session) => person(pool, 'authenticated', id, session),
    end: () => pool.end(),
  };
}
