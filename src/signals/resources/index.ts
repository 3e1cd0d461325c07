import { arm } from './arm.ts';
import { bicep } from './bicep.ts';
import { cloudformation } from './cloudformation.ts';
import { compose } from './compose.ts';
import { dockerfile } from './dockerfile.ts';
import { grafana } from './grafana.ts';
import { helm } from './helm.ts';
import { kubernetes } from './kubernetes.ts';
import { alertmanager, prometheus } from './prometheus.ts';
import { pulumi } from './pulumi.ts';
import { MAX_RESOURCES, type ResourceReader, type ResourceReading } from './reader.ts';
import { terraform } from './terraform.ts';

/** In the order in which they are asked; the first that claims a file and finds something in it has it. */
const READERS: readonly ResourceReader[] = [dockerfile, terraform, bicep, arm, cloudformation, compose, pulumi, helm, kubernetes, prometheus, alertmanager, grafana];

const MAX_LENGTH = 2 * 1024 * 1024;

/** The infrastructure that one file declares; nothing for files that declare none. */
export async function readResources(path: string, text: string): Promise<ResourceReading | undefined> {
  if (text.length > MAX_LENGTH) return undefined;
  for (const reader of READERS) {
    const found = reader.claims(path, text) ? reader.read(path, text) : [];
    if (found.length === 0) continue;
    const resources = found.slice(0, MAX_RESOURCES);
    const cut = { code: 'too-many-resources', path, says: `The file declares more than ${MAX_RESOURCES} resources; the others were not read.` };
    return { resources, notes: found.length > resources.length ? [cut] : [] };
  }
  return undefined;
}
