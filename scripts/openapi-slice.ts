/**
 * Cuts the operations that our tests talk to out of GitHub's OpenAPI description (13 MB), with only the parts that they reach.
 *
 *   npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-23.0.2.tgz
 *   node scripts/openapi-slice.ts package/generated/api.github.com.json > test/fake-github/openapi-slice.json
 */
import { readFileSync } from 'node:fs';

const OPERATIONS = [
  'actions/list-repo-workflows',
  'actions/list-workflow-runs',
  'checks/create',
  'issues/create-comment',
  'issues/get-comment',
  'issues/list-comments',
  'issues/update-comment',
  'pulls/get',
  'pulls/list',
  'repos/download-tarball-archive',
  'repos/get',
  'repos/get-all-environments',
  'repos/get-branch',
  'repos/get-branch-protection',
  'repos/get-branch-rules',
  'repos/list-deployments',
  'repos/list-releases',
  'users/get-authenticated',
];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Node = { [key: string]: Json };

function slice(full: Node): Node {
  const paths = pick(full.paths as Node);
  const missing = OPERATIONS.filter((id) => !JSON.stringify(paths).includes(`"operationId":"${id}"`));
  if (missing.length > 0) throw new Error(`The description has no operation ${missing.join(', ')}.`);
  const info = full.info as Node;
  return {
    openapi: full.openapi as Json,
    info: { title: 'A slice of the OpenAPI description of GitHub', version: info.version as Json, license: info.license as Json, 'x-source': `@octokit/openapi ${info.version}, ${info['x-github-plan']}` },
    paths,
    components: reached(paths, full.components as Node),
  };
}

function pick(paths: Node): Node {
  const picked: Node = {};
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods as Node)) {
      if (!OPERATIONS.includes((operation as Node).operationId as string)) continue;
      const { operationId, summary, parameters = [], requestBody, responses } = operation as Node;
      picked[path] = { ...(picked[path] as Node), [method]: clean({ operationId, summary, parameters, ...(requestBody && { requestBody: closed(requestBody as Node) }), responses } as Node) };
    }
  }
  return picked;
}

/** A field that GitHub does not know is a mistake of ours; GitHub itself would ignore it in silence. */
function closed(body: Node): Node {
  const json = (body.content as Node)['application/json'] as Node;
  const schema = json.schema as Node;
  return { ...body, content: { 'application/json': { schema: schema.properties ? { additionalProperties: false, ...schema } : schema } } };
}

function reached(paths: Node, components: Node): Node {
  const found: { [section: string]: Node } = {};
  const visit = (value: Json): void => {
    if (value === null || typeof value !== 'object') return;
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value.$ref === 'string') {
      const [section, name] = value.$ref.split('/').slice(2) as [string, string];
      if (found[section]?.[name] === undefined) {
        found[section] ??= {};
        found[section][name] = clean((components[section] as Node)[name] as Json);
        visit(found[section][name] as Json);
      }
    }
    Object.values(value).forEach(visit);
  };
  visit(paths);
  const sorted = (node: Node): Node => Object.fromEntries(Object.entries(node).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(Object.fromEntries(Object.entries(found).map(([section, names]) => [section, sorted(names)])));
}

const PROSE = new Set(['description', 'externalDocs', 'x-github', 'x-octokit', 'tags', 'title']);

/** Without prose, and with `nullable` spelled so that a JSON Schema validator accepts it where no `type` stands beside it. */
function clean(value: Json, key = ''): Json {
  if (Array.isArray(value)) return value.map((one) => clean(one));
  // What stands under `value` is an example, not a schema.
  if (value === null || typeof value !== 'object' || key === 'value') return value;
  // Under `properties` a name is a field's, not a keyword's.
  if (key === 'properties') return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, clean(child)]));
  const node = Object.fromEntries(Object.entries(value).filter(([name]) => !PROSE.has(name)).map(([name, child]) => [name, clean(child, name)]));
  if (node.nullable !== true || node.type !== undefined) return node;
  const { nullable: _, ...schema } = node;
  return { anyOf: [schema, { type: 'string', nullable: true, enum: [null] }] };
}

const [path] = process.argv.slice(2);
if (!path) throw new Error('Which file? Give the path of api.github.com.json of the package @octokit/openapi.');
process.stdout.write(`${JSON.stringify(slice(JSON.parse(readFileSync(path, 'utf8')) as Node))}\n`);
