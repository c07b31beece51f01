import { existsSync } from 'node:fs';
import type { Account } from './server/account';

const WORKING_FOLDER = '/proc/self/cwd';
const STANDARD_INPUT = '/proc/self/fd/0';

/** How the database's programs are started on a cluster, and which paths they are given. */
export interface ClusterAccess {
  /** Folder to start the programs in. */
  cwd: string;
  /** The cluster's folder. */
  folder: string;
  /** Given a file as standard input, its path; null when the file's own path serves. */
  input: string | null;
}

/**
 * The account of the database may not enter root's private folders. Linux asks for no right to the folders above when
 * a process names its working folder or an open file, so root opens both before it hands over to the account.
 */
export function clusterAccess(cluster: string, account: Account): ClusterAccess {
  return account.uid !== undefined && existsSync(WORKING_FOLDER)
    ? { cwd: cluster, folder: WORKING_FOLDER, input: STANDARD_INPUT }
    : { cwd: '/', folder: cluster, input: null };
}
