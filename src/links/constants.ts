/** The literal that a name stands for, across files. */
import type { Links } from '../domain/links.ts';
import type { Constant, FileSignals } from '../domain/signals.ts';
import type { Modules } from './modules.ts';
import type { FindOrigins } from './origins.ts';

/** Files that pass a name on to one another. A generated chain of thousands must not exhaust the stack. */
const MAX_DEPTH = 50;

type Found = NonNullable<ReturnType<Links['constantOf']>>;

/** Looks names up where a file uses them: in the file, through its imports, and as a field of a class whose name is unique. */
export function constantLookup(signals: readonly FileSignals[], modules: Modules, byPath: ReadonlyMap<string, FileSignals>, originsOf: FindOrigins): Links['constantOf'] {
  const byFile = new Map<string, ReadonlyMap<string, Constant>>();
  const constantsOf = (path: string): ReadonlyMap<string, Constant> => {
    let known = byFile.get(path);
    if (!known) byFile.set(path, (known = firstByName(byPath.get(path)?.code?.constants ?? [])));
    return known;
  };
  let fields: ReadonlyMap<string, Found | undefined> | undefined;

  const inFile = (path: string, name: string): Found | undefined => {
    const constant = constantsOf(path).get(name);
    return constant && { value: constant.value, path, line: constant.line };
  };
  /** `settings.model` where `settings = Settings()`, in the file itself or where the class is imported. */
  const madeOf = (path: string, name: string): Found | undefined => {
    const dot = name.lastIndexOf('.');
    if (dot < 0) return undefined;
    const made = byPath.get(path)?.code?.calls.find(({ assigned, callee }) => assigned === name.slice(0, dot) && callee !== assigned);
    return made && find(path, `${made.callee}.${name.slice(dot + 1)}`);
  };
  const throughImports = (path: string, name: string): Found | undefined => {
    for (const { bindings } of modules.get(path) ?? []) {
      for (const binding of bindings) {
        const inner = nameInside(binding.as, binding.name, name);
        if (inner === undefined) continue;
        for (const origin of originsOf({ ...binding, name: inner.imported })) {
          const wanted = [origin.name === '*' ? '' : origin.name, inner.rest].filter((part) => part !== '').join('.');
          const found = origin.path === path || wanted === '' ? undefined : find(origin.path, wanted);
          if (found) return found;
        }
      }
    }
    return undefined;
  };
  /** Rules ask for the same names again and again. A name that is still being looked for leads in a circle, so that it stands for nothing. */
  const answers = new Map<string, Found | undefined>();
  let depth = 0;
  function find(path: string, name: string): Found | undefined {
    const key = `${path}\n${name}`;
    if (answers.has(key)) return answers.get(key);
    if (depth >= MAX_DEPTH) return undefined;
    answers.set(key, undefined);
    depth += 1;
    const found = inFile(path, name) ?? madeOf(path, name) ?? throughImports(path, name);
    depth -= 1;
    answers.set(key, found);
    return found;
  }
  return (path, name) => {
    const plain = withDots(byPath.get(path)?.code?.language === 'php' ? name.replaceAll('$', '') : name);
    // Most of what is asked for is an expression, which stands for no single literal.
    if (!/^[\w$.-]+$/.test(plain)) return undefined;
    const found = find(path, plain);
    if (found) return found;
    const own = /^(?:self|this|cls|static)\.(.+)$/.exec(plain)?.[1];
    if (own !== undefined) return uniqueField(path, constantsOf(path), own) ?? (own.includes('.') ? fieldOf(own) : undefined);
    if (plain.includes('.')) return fieldOf(plain);
    return defaultOf(path, constantsOf(path), plain) ?? (isBare(path) ? uniqueField(path, constantsOf(path), plain) : undefined);
  };

  /** Whether fields of the own class are named without what they are of. */
  function isBare(path: string): boolean {
    const language = byPath.get(path)?.code?.language;
    return language === 'java' || language === 'csharp' || language === 'ruby' || language === 'go' || language === 'rust';
  }

  function fieldOf(name: string): Found | undefined {
    fields ??= uniqueFields(signals);
    return fields.get(fieldKey(name));
  }
}

/** The first binding is the one that readers see; later ones are other branches or overrides. A null holds the place for a later literal. */
function firstByName(constants: readonly Constant[]): ReadonlyMap<string, Constant> {
  const byName = new Map<string, Constant>();
  for (const constant of constants) {
    const known = byName.get(constant.name);
    if (known === undefined || (known.value === null && constant.value !== null)) byName.set(constant.name, constant);
  }
  return byName;
}

/** The part of `name` that is looked for behind an import: of `conf.MODEL`, imported as `conf`, it is `MODEL`. */
function nameInside(as: string, imported: string, name: string): { readonly imported: string; readonly rest: string } | undefined {
  if (as === '*') return { imported: name.split('.', 1)[0]!, rest: name.split('.').slice(1).join('.') };
  if (name !== as && !name.startsWith(`${as}.`)) return undefined;
  const rest = name.slice(as.length + 1);
  if (imported !== '*') return { imported, rest };
  // A member of a module may itself be passed on from another.
  const [first = '', ...others] = rest.split('.');
  return first === '' ? undefined : { imported: first, rest: others.join('.') };
}

/** `config["model"]` and `config.get("model")` read like `config.model`, as do `config->model`, `Config::model` and `@config.model`; `?.`, `!` and `&` say nothing here. */
function withDots(name: string): string {
  return name
    .trim()
    .replace(/\[\s*["']([\w-]+)["']\s*\]/g, '.$1')
    .replace(/\.get\(\s*["']([\w-]+)["']\s*\)/g, '.$1')
    .replace(/^&/, '')
    .replace(/^@/, 'self.')
    .replace(/->|::|\?\./g, '.')
    .replace(/!/g, '');
}

/** `self.model` is the field `model` of a class in the same file, as long as there is only one value for it. */
function uniqueField(path: string, constants: ReadonlyMap<string, Constant>, field: string): Found | undefined {
  return onlyOne(path, [...constants.values()].filter(({ name }) => name.endsWith(`.${field}`)));
}

/** A parameter's default stands for the parameter. */
function defaultOf(path: string, constants: ReadonlyMap<string, Constant>, name: string): Found | undefined {
  return /^\w+$/.test(name) ? onlyOne(path, [...constants.values()].filter((constant) => constant.name.endsWith(`(${name})`))) : undefined;
}

function onlyOne(path: string, constants: readonly Constant[]): Found | undefined {
  const [first] = constants;
  return first && constants.every(({ value }) => value === first.value) ? { value: first.value, path, line: first.line } : undefined;
}

/** Fields of classes and objects by their last two names; undefined where more than one place has them. */
function uniqueFields(signals: readonly FileSignals[]): ReadonlyMap<string, Found | undefined> {
  const fields = new Map<string, Found | undefined>();
  for (const { file, code } of signals) {
    if (!file.firstParty || file.role === 'test') continue;
    for (const { name, value, line } of firstByName(code?.constants ?? []).values()) {
      const key = name.includes('.') ? fieldKey(name) : undefined;
      if (key !== undefined) fields.set(key, fields.has(key) ? undefined : { value, path: file.path, line });
    }
  }
  return fields;
}

/** Objects are named after their classes, without the capital: `settings.model` is `Settings.model`. */
function fieldKey(name: string): string {
  const [object = '', field = ''] = name.split('.').slice(-2);
  return `${object.toLowerCase()}.${field}`;
}
