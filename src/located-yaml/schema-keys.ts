import type * as z from 'zod';
import type { Path } from './source.ts';

/** What zod keeps of a schema, as far as it is needed to walk down one. */
interface Definition {
  readonly type: string;
  readonly getter?: () => z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly keyType?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly entries?: Readonly<Record<string, string>>;
}

/** The keys that a schema knows at a path; none where the path leaves it. */
export function keysAt(schema: z.core.$ZodType, path: Path): readonly string[] {
  const definition = unwrapped(schema);
  const [step, ...rest] = path;
  if (step === undefined) return ownKeys(definition);
  const children = [definition.shape?.[String(step)], definition.element, definition.valueType, ...(definition.options ?? [])];
  for (const child of children) {
    if (child === undefined) continue;
    const keys = keysAt(child, definition.options === undefined ? rest : path);
    if (keys.length > 0) return keys;
  }
  return [];
}

function ownKeys(definition: Definition): readonly string[] {
  if (definition.shape) return Object.keys(definition.shape);
  if (definition.keyType) return Object.keys(unwrapped(definition.keyType).entries ?? {});
  return [];
}

function unwrapped(schema: z.core.$ZodType): Definition {
  const definition = schema._zod.def as Definition;
  if (definition.type === 'lazy' && definition.getter) return unwrapped(definition.getter());
  return definition.innerType ? unwrapped(definition.innerType) : definition;
}
