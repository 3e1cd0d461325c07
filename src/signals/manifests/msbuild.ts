import type { Dependency, PackageFact } from '../../domain/signals.ts';
import { compact, dependency, record, unlessEmpty } from './manifest.ts';
import type { ManifestReader } from './manifest.ts';
import { childText, childrenNamed, parseXml } from './xml.ts';
import type { Element } from './xml.ts';

/** Project files and Directory.Build.props: `PackageReference`; Directory.Packages.props: `PackageVersion`. */
export const readMsbuild: ManifestReader = (text, path) => {
  const { root, notes } = parseXml(text, path);
  const project = root?.name === 'Project' ? root : undefined;
  const properties = propertiesOf(project);
  const groups = childrenNamed(project, 'ItemGroup');
  const references = groups.flatMap((group) => group.children).filter((one) => one.name === 'PackageReference' || one.name === 'PackageVersion');
  return compact({
    dependencies: references.flatMap((one) => reference(one, properties)),
    package: project && path.endsWith('proj') ? packageFact(project, properties, path) : undefined,
    notes,
  });
};

type Properties = ReadonlyMap<string, string>;

function propertiesOf(project: Element | undefined): Properties {
  return new Map(childrenNamed(project, 'PropertyGroup').flatMap((group) => group.children.map((one) => [one.name, one.text] as const)));
}

/** `Update=` changes a reference made elsewhere and so declares none. Several names may stand between semicolons. */
function reference(one: Element, properties: Properties): Dependency[] {
  const version = attribute(one, 'Version') ?? attribute(one, 'VersionOverride');
  const scope = attribute(one, 'PrivateAssets')?.toLowerCase() === 'all' ? 'dev' : 'runtime';
  const names = (one.attributes.get('Include') ?? '').split(';').map((name) => name.trim()).filter((name) => name !== '');
  return names.map((name) => dependency(one.line, 'nuget', name, version && resolve(version, properties), scope));
}

/** Metadata may be an attribute or a child element. */
function attribute(one: Element, name: string): string | undefined {
  return one.attributes.get(name) ?? childText(one, name);
}

function resolve(text: string, properties: Properties): string {
  return text.slice(0, 300).replace(/\$\(([^)]*)\)/g, (whole, name: string) => properties.get(name) ?? whole).slice(0, 300);
}

/** A project without a name for its package, and without a word that it is one, is not meant to be published. */
function packageFact(project: Element, properties: Properties, path: string): PackageFact {
  const file = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const name = properties.get('PackageId') ?? properties.get('AssemblyName') ?? file;
  const isPackage = ['PackageId', 'GeneratePackageOnBuild', 'PackAsTool', 'IsPackable'].some((key) => (properties.get(key) ?? 'false').toLowerCase() !== 'false');
  const tool = properties.get('ToolCommandName') ?? (properties.get('PackAsTool') === 'true' ? name : undefined);
  return compact<PackageFact>({
    line: project.line,
    ecosystem: 'nuget',
    name: resolve(name, properties),
    version: properties.get('Version') ?? properties.get('VersionPrefix'),
    description: properties.get('Description'),
    keywords: unlessEmpty((properties.get('PackageTags') ?? '').split(/[;,\s]+/).filter((word) => word !== '')),
    private: !isPackage || properties.get('IsPackable')?.toLowerCase() === 'false',
    commands: tool === undefined ? undefined : record([[tool, properties.get('AssemblyName') ?? file]]),
  });
}
