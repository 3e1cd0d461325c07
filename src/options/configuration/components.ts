import type { Problem } from '../../located-yaml/problems.ts';
import type { Checking } from './checking.ts';

/** Components are folders that exist, apart from one another, and one of them at least is in production. */
export function checkComponents({ file, snapshot, problem }: Checking): Problem[] {
  const { components } = file;
  if (!components) return [];
  const problems = components.flatMap(({ name, path }, index) => {
    const before = components.slice(0, index);
    const holder = components.find((other) => other.path !== path && path.startsWith(`${other.path}/`));
    return [
      ...(before.some((other) => other.name === name) ? [problem(['components', index, 'name'], `the name \`${name}\` is taken by another component`)] : []),
      ...(before.some((other) => other.path === path) ? [problem(['components', index, 'path'], `the folder \`${path}\` belongs to another component already`)] : []),
      ...(holder ? [problem(['components', index, 'path'], `the folder \`${path}\` lies in that of the component \`${holder.name}\`; components must lie apart`)] : []),
      ...(snapshot.files.some((one) => one.path.startsWith(`${path}/`)) ? [] : [problem(['components', index, 'path'], `there is no folder \`${path}\``)]),
    ];
  });
  const idle = components.every(({ production }) => !production) ? [problem(['components'], 'no component is in production; expected one at least that the repository is judged by')] : [];
  return [...problems, ...idle];
}
