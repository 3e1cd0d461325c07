import type { Literal } from '../../../../domain/signals.ts';
import type { Collector } from '../../reading/collector.ts';
import type { SyntaxNode } from '../../syntax.ts';

/** `os.Getenv("X")`, `getEnv("X", "d")`, `viper.GetString("x")`. */
const READERS = /^(?:os\.(?:Getenv|LookupEnv)|viper\.Get\w*|(?:\w+\.)?(?:[gG]et[eE]nv|(?:must|Must|require)?(?:Get)?[eE]nv)(?:Or(?:Default)?|OrElse|String|Int|Bool|Float|Default|WithDefault)?)$/;
/** `flag.String("model", "d", "says")`, `cmd.Flags().StringP("model", "m", "d", "says")`. */
const FLAGS = /(?:^|\.)(?:flag|pflag|flags|fs|flagSet|Flags\(\)|PersistentFlags\(\)|CommandLine)\.(?:String|Int|Int64|Uint|Float64|Bool|Duration)(?:Slice)?(Var)?(P)?$/;

export function readSettingCall(node: SyntaxNode, callee: string, given: readonly (Literal | undefined)[], out: Collector): void {
  const [first, second] = given;
  if (READERS.test(callee) && typeof first === 'string' && /^[\w.-]+$/.test(first)) out.setting(node.line, first, 'env', second ?? undefined);
  const flag = FLAGS.exec(callee);
  if (flag !== null) {
    // The variable that takes the value comes first, and a short name after the long one.
    const [name, ...rest] = flag[1] === undefined ? given : given.slice(1);
    if (typeof name === 'string') out.setting(node.line, name, 'argument', rest[flag[2] === undefined ? 0 : 1] ?? undefined);
  }
  if (/(?:^|\.)Flag$/.test(callee) && typeof first === 'string' && given.length === 2) out.setting(node.line, first, 'argument');
}

/** Fields that a library fills from the environment: `env:"MODEL" envDefault:"x"`. */
export function readFieldTag(field: SyntaxNode, out: Collector): void {
  const tag = field.child('tag')?.text ?? '';
  const name = /\b(?:env|envconfig)\s*:\s*"([A-Za-z_]\w*)/.exec(tag)?.[1];
  if (name !== undefined) out.setting(field.line, name, 'env', /\b(?:envDefault|default)\s*:\s*"([^"]*)"/.exec(tag)?.[1] ?? /\bdefault=([^",]*)/.exec(tag)?.[1]);
}
