import { afterAll, describe, expect, test } from 'vitest';
import { cleanUp, cli, tree } from './run-cli.ts';

const FILES = {
  'app/chat.py': 'from openai import OpenAI\ndef answer(question):\n    return OpenAI().chat.completions.create(model="gpt-4o", messages=[])\n',
  'prompts/answer.md': 'You are a support agent. Answer the question of the customer in two sentences.\n',
  'tests/prompts/answer.prompty': '---\nname: answer\nversion: 3\n---\nsystem:\nYou are a support agent. Answer the question of the customer.\n',
};

afterAll(cleanUp);

describe('explain', () => {
  test('tells what a practice means and how it is decided', async () => {
    const { code, stdout } = await cli(['explain', 'prompt-versioning']);
    expect(code).toBe(0);
    for (const line of ['Prompts carry versions', 'How it is decided', 'is a prompt with a version', 'How to get it']) expect(stdout).toContain(line);
    expect(stdout).not.toContain('Considered');
  });

  test('shows what was considered in a repository, and why it did not count', async () => {
    const { code, stdout } = await cli(['explain', 'prompt-versioning', await tree(FILES)]);
    expect(code).toBe(0);
    expect(stdout).toContain('absent, as nothing below counted');
    expect(stdout).toContain('not counted, as it is in a file of the role test: tests/prompts/answer.prompty:3');
  });

  test('an unknown practice is answered with those that there are', async () => {
    const { code, stdout, stderr } = await cli(['explain', 'prompt-magic']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/there is no practice "prompt-magic"; expected one of .*prompt-versioning/);
  });
});
