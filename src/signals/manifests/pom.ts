import type { Dependency, PackageFact } from '../../domain/signals.ts';
import { compact, dependency, unlessEmpty } from './manifest.ts';
import type { ManifestReader } from './manifest.ts';
import { child, childrenNamed, childText, parseXml } from './xml.ts';
import type { Element } from './xml.ts';

/**
 * pom.xml: the project's own dependencies and those of its profiles. `dependencyManagement` only lends versions, and dependencies of
 * plugins belong to the build.
 */
export const readPom: ManifestReader = (text, path) => {
  const { root, notes } = parseXml(text, path);
  const project = root?.name === 'project' ? root : undefined;
  const resolve = resolver(project);
  const managed = new Map(declared(child(project, 'dependencyManagement')).map((one) => [coordinate(one, resolve), childText(one, 'version')]));
  const read = (scope?: Dependency['scope']) => (one: Element): Dependency | [] => {
    const name = coordinate(one, resolve);
    const version = childText(one, 'version') ?? managed.get(name ?? '');
    return name === undefined ? [] : dependency(child(one, 'artifactId')?.line ?? one.line, 'maven', name, version && resolve(version), scope ?? scopeOf(one));
  };
  const profiles = childrenNamed(child(project, 'profiles'), 'profile');
  const dependencies = [...declared(project).flatMap(read()), ...profiles.flatMap((profile) => declared(profile).flatMap(read('optional')))];
  return compact({ dependencies, package: project && packageFact(project, resolve), notes });
};

function declared(parent: Element | undefined): readonly Element[] {
  return childrenNamed(child(parent, 'dependencies'), 'dependency');
}

function coordinate(one: Element | undefined, resolve: (text: string) => string): string | undefined {
  const group = childText(one, 'groupId');
  const artifact = childText(one, 'artifactId');
  return group === undefined || artifact === undefined ? undefined : `${resolve(group)}:${resolve(artifact)}`;
}

function scopeOf(one: Element): Dependency['scope'] {
  if (childText(one, 'scope') === 'test') return 'dev';
  return childText(one, 'optional') === 'true' ? 'optional' : 'runtime';
}

/** No coordinate is longer; a bound on what properties in properties can grow to. */
const LONGEST = 300;

/** Replaces `${name}` from the file's own properties. Few rounds and a short result: properties may name each other in circles. */
function resolver(project: Element | undefined): (text: string) => string {
  const properties = new Map((child(project, 'properties')?.children ?? []).map((one) => [one.name, one.text.slice(0, LONGEST)]));
  for (const key of ['groupId', 'artifactId', 'version']) {
    const value = childText(project, key) ?? childText(project, 'parent', key);
    if (value !== undefined) properties.set(`project.${key}`, value).set(`pom.${key}`, value);
    const inherited = childText(project, 'parent', key);
    if (inherited !== undefined) properties.set(`project.parent.${key}`, inherited);
  }
  return (text) => {
    let result = text.slice(0, LONGEST);
    for (let round = 0; round < 4 && result.includes('${') && result.length < LONGEST; round += 1) {
      result = result.replace(/\$\{([^}]*)\}/g, (whole, name: string) => properties.get(name) ?? whole);
    }
    return result.slice(0, LONGEST);
  };
}

function packageFact(project: Element, resolve: (text: string) => string): PackageFact {
  const artifact = childText(project, 'artifactId');
  const group = childText(project, 'groupId') ?? childText(project, 'parent', 'groupId');
  const version = childText(project, 'version') ?? childText(project, 'parent', 'version');
  const skipsDeploy = childText(project, 'properties', 'maven.deploy.skip') === 'true';
  return compact<PackageFact>({
    line: child(project, 'artifactId')?.line ?? project.line,
    ecosystem: 'maven',
    name: artifact === undefined ? undefined : resolve(group === undefined ? artifact : `${group}:${artifact}`),
    version: version && resolve(version),
    description: childText(project, 'description'),
    private: artifact === undefined || skipsDeploy,
    workspaces: unlessEmpty(childrenNamed(child(project, 'modules'), 'module').map((one) => one.text)),
  });
}
