/**
 * `${{ ... }}` of CI systems may hold quotes, spaces and operators that a shell would take for its own. Before parsing, each is hidden behind
 * a placeholder of the same length (so that offsets stay true), and shown again in what was read.
 */
const MARK = '\uE000';
const FIRST = 0xe100;
const LAST = 0xf8ff;
const FILL = '\uE001';

export interface Hidden {
  readonly text: string;
  show(text: string): string;
}

export function hideExpressions(text: string): Hidden {
  const expressions: string[] = [];
  let hidden = '';
  let from = 0;
  for (let at = text.indexOf('${{'); at !== -1; at = text.indexOf('${{', from)) {
    const end = text.indexOf('}}', at);
    if (end === -1 || FIRST + expressions.length > LAST) break;
    const expression = text.slice(at, end + 2);
    hidden += text.slice(from, at) + MARK + String.fromCharCode(FIRST + expressions.length) + FILL.repeat(expression.length - 2);
    expressions.push(expression);
    from = end + 2;
  }
  return {
    text: hidden + text.slice(from),
    show: (part) => part.replace(/\uE000([\uE100-\uF8FF])\uE001*/g, (whole, id: string) => expressions[id.charCodeAt(0) - FIRST] ?? whole),
  };
}
