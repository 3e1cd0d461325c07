/** How each language is made ready in a job. To add a language is to add its line. */
import type { Setup } from './job.ts';

const NONE: Setup = { github: [], azure: [], install: [] };

const NODE: Setup = {
  github: ['- uses: actions/setup-node@v6', '  with:', '    node-version: 24'],
  azure: ['- task: UseNode@1', '  inputs:', "    version: '24.x'"],
  image: 'node:24',
  install: [],
};

const SETUPS: ReadonlyMap<string, Setup> = new Map<string, Setup>([
  ['python', {
    github: ['- uses: actions/setup-python@v6', '  with:', "    python-version: '3.13'", '    cache: pip'],
    azure: ['- task: UsePythonVersion@0', '  inputs:', "    versionSpec: '3.13'"],
    image: 'python:3.13',
    install: ['pip install -r requirements.txt'],
  }],
  ['typescript', { ...NODE, github: [...NODE.github, '    cache: npm'], install: ['npm ci'] }],
  ['java', {
    github: ['- uses: actions/setup-java@v5', '  with:', '    distribution: temurin', "    java-version: '21'", '    cache: maven'],
    azure: ['- task: JavaToolInstaller@0', '  inputs:', "    versionSpec: '21'", '    jdkArchitectureOption: x64', '    jdkSourceOption: PreInstalled'],
    image: 'maven:3-eclipse-temurin-21',
    install: [],
  }],
  ['csharp', {
    github: ['- uses: actions/setup-dotnet@v5', '  with:', "    dotnet-version: '10.0'"],
    azure: ['- task: UseDotNet@2', '  inputs:', "    version: '10.x'"],
    image: 'mcr.microsoft.com/dotnet/sdk:10.0',
    install: [],
  }],
  ['go', {
    github: ['- uses: actions/setup-go@v6', '  with:', '    go-version: stable'],
    azure: ['- task: GoTool@0', '  inputs:', "    version: '1.25'"],
    image: 'golang:1.25',
    install: [],
  }],
]);

/** `any` language, or one that is not known, needs no more than its command does. */
export function setupOf(language: string, command: string): Setup {
  return SETUPS.get(language) ?? (command.startsWith('npx ') ? NODE : NONE);
}
