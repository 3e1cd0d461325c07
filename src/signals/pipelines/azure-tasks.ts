/** Azure's tasks as the commands that they stand for, so that whoever follows commands needs to know no tasks. */

type Input = (name: string) => string;

export interface TaskText {
  readonly text: string;
  readonly shell?: string;
  /** The input that holds the text as written, for its line. */
  readonly from?: string;
}

/** Azure runs text without `-e`: of several commands only the last one's failure counts. */
export const BASH = 'bash {0}';

/** By name in lower case, without its version. An input that is not given is the empty text. */
const TASKS: ReadonlyMap<string, (input: Input) => TaskText | undefined> = new Map<string, (input: Input) => TaskText | undefined>([
  ['bash', (input) => inlineOr(input, 'script', 'filepath', 'bash', BASH)],
  ['shellscript', (input) => fileText('bash', input('scriptpath'), input('args'))],
  ['cmdline', (input) => text(input, 'script', BASH)],
  ['powershell', (input) => inlineOr(input, 'script', 'filepath', 'pwsh', 'pwsh')],
  ['azurecli', azureCli],
  ['azurepowershell', (input) => inlineOr(input, 'inline', 'scriptpath', 'pwsh', 'pwsh')],
  ['pythonscript', (input) => (input('scriptpath') === '' ? undefined : fileText('python', input('scriptpath'), input('arguments')))],
  ['npm', (input) => ({ text: input('command') === 'custom' ? `npm ${input('customcommand')}` : `npm ${input('command') || 'install'}` })],
  ['npmauthenticate', () => undefined],
  ['dotnetcorecli', (input) => ({ text: joined('dotnet', input('command') === 'custom' ? input('custom') : input('command') || 'build', input('arguments')) })],
  ['maven', (input) => ({ text: joined('mvn', input('goals') || 'package', input('options')) })],
  ['gradle', (input) => ({ text: joined('gradle', input('tasks') || 'build', input('options')) })],
  ['go', (input) => ({ text: joined('go', input('command'), input('arguments')) })],
  ['docker', (input) => docker(input)],
  ['dockercompose', (input) => ({ text: joined('docker compose', input('dockercomposecommand') || input('action').toLowerCase()) })],
  ['helmdeploy', (input) => ({ text: joined('helm', input('command') || 'upgrade', input('chartpath')) })],
  ['kubernetes', (input) => ({ text: joined('kubectl', input('command'), input('arguments')) })],
  ['kubernetesmanifest', (input) => (input('action') === 'deploy' || input('action') === '' ? { text: joined('kubectl apply', ...input('manifests').split(/\s+/).filter(Boolean).map((file) => `-f ${file}`)) } : undefined)],
  ['terraformtaskv4', (input) => ({ text: joined('terraform', input('command') || 'init', input('commandoptions')) })],
  ['terraformcli', (input) => ({ text: joined('terraform', input('command') || 'init', input('commandoptions')) })],
  ['azurewebapp', () => ({ text: 'az webapp deploy' })],
  ['azurewebappcontainer', () => ({ text: 'az webapp config container set' })],
  ['azurermwebappdeployment', () => ({ text: 'az webapp deploy' })],
  ['azurefunctionapp', () => ({ text: 'az functionapp deploy' })],
  ['azurefunctionappcontainer', () => ({ text: 'az functionapp deploy' })],
  ['azurecontainerapps', () => ({ text: 'az containerapp update' })],
  ['azurestaticwebapp', () => ({ text: 'swa deploy' })],
  ['azureresourcemanagertemplatedeployment', (input) => ({ text: joined('az deployment group create', input('csmfile') && `--template-file ${input('csmfile')}`) })],
  ['azureappservicemanage', (input) => (/swap/i.test(input('action')) ? { text: 'az webapp deployment slot swap' } : undefined)],
  ['twineauthenticate', () => undefined],
]);

/** What a task runs; undefined for those that run nothing of the repository's. */
export function taskText(task: string, input: Input): TaskText | undefined {
  const found = TASKS.get(task.replace(/@.*$/, '').toLowerCase())?.(input);
  return found === undefined || found.text.trim() === '' ? undefined : found;
}

/** A task that waits for a person. */
export function isApproval(task: string): boolean {
  return /^ManualValidation@/i.test(task);
}

function text(input: Input, name: string, shell: string): TaskText | undefined {
  return input(name) === '' ? undefined : { text: input(name), shell, from: name };
}

function fileText(program: string, file: string, args: string, shell?: string): TaskText | undefined {
  return file === '' ? undefined : { text: joined(program, file, args), ...(shell === undefined ? {} : { shell }) };
}

function inlineOr(input: Input, inline: string, file: string, program: string, shell: string): TaskText | undefined {
  // Text that is left over while a file is chosen is not run.
  const isFile = input(file) !== '' && !/^inline/i.test(input('targettype') || input('scripttype'));
  return isFile ? fileText(program, input(file), input('arguments') || input('scriptarguments')) : text(input, inline, shell);
}

function azureCli(input: Input): TaskText | undefined {
  const type = input('scripttype').toLowerCase();
  const shell = type === 'ps' || type === 'pscore' ? 'pwsh' : type === 'batch' ? 'cmd' : BASH;
  const isFile = input('scriptpath') !== '' && !/^inline/i.test(input('scriptlocation'));
  return isFile ? fileText(shell === 'pwsh' ? 'pwsh' : 'bash', input('scriptpath'), input('arguments') || input('scriptarguments')) : text(input, 'inlinescript', shell);
}

function docker(input: Input): TaskText | undefined {
  const command = input('command').toLowerCase() || 'buildandpush';
  const file = input('dockerfile');
  const build = joined('docker build', file !== '' && !/[*]/.test(file) ? `-f ${file}` : '', '.');
  if (command === 'buildandpush') return { text: `${build} && docker push ${input('repository') || 'image'}` };
  return command === 'build' ? { text: build } : command === 'push' ? { text: joined('docker push', input('repository') || 'image') } : undefined;
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ').split('\n').map((line) => line.trim()).join(' ');
}
