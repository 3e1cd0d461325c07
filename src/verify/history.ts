/** Whether there is anything to show for automation that releases or deploys. */
import { rank } from '../domain/strength.ts';
import type { Answer, Question } from './answer.ts';
import { UNKNOWN, YES } from './answer.ts';
import { environmentsOf } from './environments.ts';

/** The environment of a repository's web pages, which are not the application. */
const PAGES = 'github-pages';

export function releases({ finding, settings, places, mayRestElsewhere }: Question): Answer {
  if (!settings.releases) return UNKNOWN;
  if (settings.releases.length > 0) return YES;
  // A version in a file is no promise of a release, and other systems release elsewhere.
  if (rank(finding.strength) < rank('automated') || places.length === 0 || mayRestElsewhere) return UNKNOWN;
  return { verified: 'no', says: 'there is no release on GitHub', lowers: true };
}

export function deployments({ finding, settings, places, mayRestElsewhere }: Question): Answer {
  if (!settings.deployments) return UNKNOWN;
  const named = environmentsOf(places);
  const counts = (environment: string): boolean => (named?.size ? named.has(environment.toLowerCase()) : environment !== PAGES);
  if (settings.deployments.some(({ environment }) => counts(environment))) return YES;
  // Only a job with an environment leaves a deployment behind.
  const leavesTrace = places.some(({ job }) => job?.environment !== undefined);
  if (rank(finding.strength) < rank('automated') || settings.deployments.length > 0 || !leavesTrace || mayRestElsewhere) return UNKNOWN;
  return { verified: 'no', says: 'GitHub knows of no deployment', lowers: true };
}
