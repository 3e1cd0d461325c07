/**
 * Signals: observed facts of one file, each with its line. A file's signals are a pure function of its path and bytes
 * (and of the catalogue), so they can be cached by blob id. All lines are 1-based.
 */
import type { Note } from './note.ts';
import type { FileEntry } from './snapshot.ts';
import type { Pipeline, ScriptSet } from './pipeline.ts';

export const ECOSYSTEMS = ['npm', 'pypi', 'go', 'maven', 'nuget', 'cargo', 'gem', 'composer'] as const;
export type Ecosystem = (typeof ECOSYSTEMS)[number];

/** A direct dependency that a manifest declares. */
export interface Dependency {
  readonly line: number;
  readonly ecosystem: Ecosystem;
  /** As the ecosystem normalises it: PyPI lower case with `-`, Maven `group:artifact`, NuGet as written. */
  readonly name: string;
  readonly version?: string;
  readonly scope: 'runtime' | 'dev' | 'optional';
}

/** What a manifest says of its own package. */
export interface PackageFact {
  readonly line: number;
  readonly ecosystem: Ecosystem;
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  /** True for `"private": true`, a missing name, `publish = false`, `IsPackable=false`. */
  readonly private: boolean;
  /** Command names that the package installs: `bin`, `[project.scripts]`, `console_scripts`; name → entry (`pkg.mod:func` or path). */
  readonly commands?: Readonly<Record<string, string>>;
  /** Paths or globs of workspace members (npm workspaces, uv workspace, Cargo members), relative to the manifest. */
  readonly workspaces?: readonly string[];
}

export type Literal = string | number | boolean | null;

export interface ImportSignal {
  readonly line: number;
  /** As written: `acme_llm`, `acme_llm.types.chat`, `./llm`, `..core.llm` (Python relative keeps its dots), `@scope/pkg/sub`. */
  readonly module: string;
  /** `from acme import Client as C` → {name: 'Client', as: 'C'}; `import numpy as np` and `import * as x` → {name: '*', as}; a default import → {name: 'default', as}. */
  readonly names: readonly { readonly name: string; readonly as: string }[];
  /** It counts for all files of the project: C#'s `global using`. */
  readonly global?: true;
}

/** One argument of a call, with nested literals flattened: `messages[0].role`, `config.maxOutputTokens`, `0`, `0.model`. */
export interface Argument {
  readonly name: string;
  /** The literal, where it is one (strings cut at 300 characters). */
  readonly value?: Literal;
  /** Otherwise the source text of the expression (cut at 120 characters): `settings.MODEL`, `f"...{x}"`, `MAX`. */
  readonly text?: string;
}

export interface Call {
  readonly line: number;
  /** Dotted as written, `this.`/`self.` kept, calls inside the chain shown as `()`: `client.chat.create`, `Client().chat.create`; `new Client(...)` is `Client`. */
  readonly callee: string;
  readonly args: readonly Argument[];
  /** Dotted path of the enclosing class and function: `Agent.run`; absent at module level. */
  readonly scope?: string;
  /** Line of the innermost enclosing loop, when there is one within the same function. */
  readonly loop?: number;
  /** What the result is assigned to: `client`, `self.client`. */
  readonly assigned?: string;
  /** How else the call stands: a decorator (`@retry(...)`) or a plain call. */
  readonly form?: 'decorator';
  /** Inside a try (Python `try`, JS `try`): the line of the `except`/`catch` that would take a failure. */
  readonly rescued?: number;
}

/** A name bound to a literal: a constant, a class field, a default of a parameter, a key of an object or keyword argument outside calls. */
export interface Constant {
  readonly line: number;
  /** Dotted with scope where it has one: `DEFAULT_MODEL`, `Settings.model`, `run(model)` for a parameter default, `config.model` for an object key. */
  readonly name: string;
  readonly value: Literal;
}

/** A name bound to a non-literal expression that names other things: `MODEL = os.environ["MODEL"]`, `model: env.MODEL`. */
export interface Setting {
  readonly line: number;
  /** The environment variable or settings key that is read: `MODEL_NAME`. */
  readonly name: string;
  readonly via: 'env' | 'argument';
  /** The default given beside it, when literal. */
  readonly fallback?: Literal;
}

/** A name declared with a type: `client: Client`, `private final Client client;`, `client *acme.Client`. Built-in types are left out. */
export interface Binding {
  readonly line: number;
  /** A field is dotted with its class: `Agent.client`; parameters and variables have their own name alone. */
  readonly name: string;
  /** As written, cut at 120 characters: `Optional[Client]`, `*acme.Client`, `Arc<Client<Config>>`. */
  readonly type: string;
}

export interface Comparison {
  readonly line: number;
  /** Source text of both sides, cut at 120 characters. */
  readonly left: string;
  readonly op: '<' | '<=' | '>' | '>=' | '==' | '!=' | 'in' | 'not in';
  readonly right: string;
  /** What a branch that tests it does first of these: raise/throw, exit the process, assert/expect, return, or nothing of the kind. */
  readonly leads: 'raise' | 'exit' | 'assert' | 'return' | 'none';
  readonly scope?: string;
}

export interface Loop {
  readonly line: number;
  readonly endLine: number;
  readonly form: 'while' | 'for';
  /** Source text of the condition or of what is iterated, cut at 120 characters. */
  readonly over: string;
  readonly scope?: string;
}

/** A function or class, so that callers, bases, decorators and parameters can be joined. */
export interface Definition {
  readonly line: number;
  readonly endLine: number;
  readonly form: 'function' | 'class';
  /** Dotted with its scope: `Agent.run`. */
  readonly name: string;
  /** Base classes and implemented interfaces, as written. */
  readonly bases?: readonly string[];
  /** Decorators as written, without `@`: `pytest.fixture`. */
  readonly decorators?: readonly string[];
  readonly params?: readonly string[];
}

/** A string literal worth knowing about: at least 60 characters, or one that the catalogue's `strings` patterns let through (URLs and paths of model APIs, model names). */
export interface TextLiteral {
  readonly line: number;
  /** The constant, key, parameter or argument that it is bound to, when there is one. */
  readonly name?: string;
  readonly scope?: string;
  /** Cut at 2,000 characters. */
  readonly text: string;
  /** True for f-strings and template literals with substitutions. */
  readonly interpolated: boolean;
  /** Named placeholders that code could fill: `{question}`, `{{ question }}`, `{{#if x}}`, `$question` never. Empty for interpolated ones' own substitutions. */
  readonly placeholders: readonly string[];
}

export type Language = 'python' | 'typescript' | 'tsx' | 'javascript' | 'go' | 'java' | 'kotlin' | 'csharp' | 'ruby' | 'rust' | 'php' | 'shell';

/** What tree-sitter (or, for files that are no candidates, the cheap scanner) read in one code file. */
export interface CodeSignals {
  readonly language: Language;
  /** False when only the scanner read it: then there are imports and nothing else. */
  readonly parsed: boolean;
  /** The package or namespace that the file declares itself a part of: `com.acme.chat`, `Acme.Chat`, `App\Services`. */
  readonly namespace?: string;
  readonly imports: readonly ImportSignal[];
  readonly calls: readonly Call[];
  readonly bindings?: readonly Binding[];
  readonly constants: readonly Constant[];
  readonly settings: readonly Setting[];
  readonly comparisons: readonly Comparison[];
  readonly loops: readonly Loop[];
  readonly definitions: readonly Definition[];
  readonly texts: readonly TextLiteral[];
  /** String literals that look like a path or file name: `prompts/chat.prompty`, `cases.jsonl`. */
  readonly paths: readonly { readonly line: number; readonly text: string }[];
}

/** A prompt in a file of its own kind. */
export interface PromptFile {
  readonly line: number;
  readonly format: 'prompty' | 'dotprompt' | 'prompt-yaml' | 'jinja' | 'baml' | 'poml' | 'semantic-kernel' | 'flow' | 'text';
  /** Named variables that something fills. */
  readonly variables: readonly string[];
  /** Role messages in order of first appearance: system, user, assistant. */
  readonly roles: readonly string[];
  /** Explicit version metadata, and its line. */
  readonly version?: { readonly value: string; readonly line: number };
  /** Model name and parameters that the file itself sets; dotted names as in Argument. */
  readonly settings: readonly (Argument & { readonly line: number })[];
  readonly words: number;
}

/** Cases of a data set: the rows of a CSV, JSONL or JSON/YAML array. */
export interface DataSet {
  readonly line: number;
  readonly cases: number;
  /** Keys of the first record, in order. */
  readonly fields: readonly string[];
}

/** A declared piece of infrastructure. */
export interface Resource {
  readonly line: number;
  readonly language: 'terraform' | 'bicep' | 'arm' | 'cloudformation' | 'kubernetes' | 'helm' | 'compose' | 'dockerfile' | 'pulumi' | 'prometheus' | 'grafana';
  /** `azurerm_monitor_metric_alert`, `Microsoft.Insights/metricAlerts`, `AWS::CloudWatch::Alarm`, `PrometheusRule`, `service`, `FROM`. */
  readonly type: string;
  readonly name?: string;
  /** Flattened attributes, `image`, `environment.API_KEY`, `spec.strategy.canary`. */
  readonly attributes: readonly Argument[];
}

/** A heading and the text under it (Markdown, reStructuredText, AsciiDoc). */
export interface Section {
  readonly line: number;
  readonly depth: number;
  readonly title: string;
  /** Words of prose under it, up to the next heading of the same or a higher depth; code and links' targets are not counted. */
  readonly words: number;
}

/** One rule line of a CODEOWNERS file. */
export interface OwnerRule {
  readonly line: number;
  readonly pattern: string;
  readonly owners: readonly string[];
}

/** What an operator that looks at one file alone has found in it. `op` is the operator's number in the compiled catalogue. */
export interface LocalMatch {
  readonly op: number;
  readonly line: number;
  readonly excerpt: string;
}

export interface FileSignals {
  readonly file: FileEntry;
  readonly dependencies?: readonly Dependency[];
  readonly package?: PackageFact;
  readonly code?: CodeSignals;
  readonly prompt?: PromptFile;
  readonly dataSet?: DataSet;
  readonly resources?: readonly Resource[];
  readonly sections?: readonly Section[];
  readonly owners?: readonly OwnerRule[];
  readonly pipeline?: Pipeline;
  readonly scripts?: ScriptSet;
  readonly matches?: readonly LocalMatch[];
  readonly notes?: readonly Note[];
}
