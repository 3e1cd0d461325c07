import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPrompt } from '../../src/signals/prompts.ts';

const INSTRUCTION = 'You are a careful assistant. Answer the question from the given context only.';

describe('readPrompt', () => {
  it('reads a Prompty file with nested model parameters and role sections', () => {
    const text = [
      '---', 'name: Support', 'version: 1.2.0', 'model:', '  api: chat', '  configuration:', '    deployment: acme-4', '  parameters:', '    max_tokens: 128', '    temperature: 0.2',
      'inputs:', '  question:', '    type: string', '---', 'system:', 'You answer briefly.', '{% for doc in documents %}', '{{doc.title}}', '{% endfor %}', '', 'user:', '{{ question }} from {{customer.name}}',
    ].join('\n');
    expect(readPrompt('src/chat.prompty', text)).toEqual({
      line: 1,
      format: 'prompty',
      variables: ['documents', 'question', 'customer'],
      roles: ['system', 'user'],
      version: { value: '1.2.0', line: 3 },
      settings: [
        { name: 'model.api', value: 'chat', line: 5 },
        { name: 'model.configuration.deployment', value: 'acme-4', line: 7 },
        { name: 'model.parameters.max_tokens', value: 128, line: 9 },
        { name: 'model.parameters.temperature', value: 0.2, line: 10 },
      ],
      words: 14,
    });
  });

  it('reads a dotprompt file and one that is plain text', () => {
    const text = '---\r\nmodel: acme/large\r\nconfig:\r\n  maxOutputTokens: 400\r\n---\r\n{{role "system"}}\r\nBe kind.\r\n{{#each facts}}- {{this}}\r\n{{/each}}\r\n{{>footer}}{{name}}';
    expect(readPrompt('a/greet.prompt', text)).toMatchObject({
      format: 'dotprompt',
      variables: ['facts', 'name'],
      roles: ['system'],
      settings: [{ name: 'model', value: 'acme/large', line: 2 }, { name: 'config.maxOutputTokens', value: 400, line: 4 }],
    });
    expect(readPrompt('a/plain.prompt', 'Say hello to the guest.')).toEqual({ line: 1, format: 'dotprompt', variables: [], roles: [], settings: [], words: 5 });
    expect(readPrompt('a/empty.prompt', ' \n')).toBeUndefined();
  });

  it('reads messages of a prompt in YAML', () => {
    const text = [
      'name: Summary', 'description: A long description that is not itself a part of the prompt at all', 'model: acme/mini', 'modelParameters:', '  max_tokens: 50', 'messages:', '  - role: system',
      '    content: You summarise text for busy readers in two sentences.', '  - role: user', '    content: "{{input}}"', 'testData:', '  - input: some long text that is a case and therefore no prompt',
    ].join('\n');
    expect(readPrompt('sum.prompt.yml', text)).toEqual({
      line: 8,
      format: 'prompt-yaml',
      variables: ['input'],
      roles: ['system', 'user'],
      settings: [{ name: 'model', value: 'acme/mini', line: 3 }, { name: 'modelParameters.max_tokens', value: 50, line: 5 }],
      words: 10,
    });
  });

  it('reads a list of prompts in JSON, with the version and settings of its records', () => {
    const text = JSON.stringify({ prompts: [{ name: 'rag', version: 3, labels: ['production'], prompt: `${INSTRUCTION} {{context}}`, config: { temperature: 0 } }] }, null, 2);
    expect(readPrompt('examples/prompts/all.json', text)).toEqual({
      line: 9,
      format: 'prompt-yaml',
      variables: ['context'],
      roles: [],
      version: { value: '3', line: 5 },
      settings: [{ name: 'prompts[0].config.temperature', value: 0, line: 11 }],
      words: 14,
    });
  });

  it('reads the YAML and text forms of semantic functions', () => {
    const yaml = 'name: Story\ntemplate: |\n  Tell a story about {{$topic}} that is {{$length}} sentences long.\ntemplate_format: semantic-kernel\nexecution_settings:\n  default:\n    max_tokens: 90\n';
    expect(readPrompt('prompts/story.yaml', yaml)).toMatchObject({ format: 'semantic-kernel', variables: ['topic', 'length'], settings: [{ name: 'execution_settings.default.max_tokens', value: 90, line: 7 }] });
    expect(readPrompt('plugins/Fun/skprompt.txt', 'WRITE EXACTLY ONE JOKE about the topic below\n{{$input}}\n')).toMatchObject({ format: 'semantic-kernel', variables: ['input'] });
  });

  it('reads every prompt of a BAML file', () => {
    const text = 'client<llm> Fast {\n  provider acme\n  options {\n    model "acme-mini"\n    max_tokens 300\n  }\n}\nfunction Extract(text: string) -> Resume {\n  client Fast\n  prompt #"\n    {{ _.role("user") }} Extract from {{ text }}:\n    {{ ctx.output_format }}\n  "#\n}\n';
    expect(readPrompt('baml_src/extract.baml', text)).toEqual({
      line: 10,
      format: 'baml',
      variables: ['text'],
      roles: ['user'],
      settings: [{ name: 'model', value: 'acme-mini', line: 4 }, { name: 'max_tokens', value: 300, line: 5 }, { name: 'client', value: 'Fast', line: 9 }],
      words: 5,
    });
    expect(readPrompt('baml_src/types.baml', 'class Resume {\n  name string\n}\n')).toBeUndefined();
  });

  it('reads a flow with the literal inputs of its nodes', () => {
    const text = 'inputs:\n  text:\n    type: string\nnodes:\n- name: ask\n  type: llm\n  inputs:\n    deployment_name: acme-35\n    max_tokens: 64\n    text: ${inputs.text}\n  connection: aoai\n';
    expect(readPrompt('flows/ner/flow.dag.yaml', text)).toEqual({
      line: 1,
      format: 'flow',
      variables: ['text'],
      roles: [],
      settings: [
        { name: 'nodes[0].type', value: 'llm', line: 6 },
        { name: 'nodes[0].inputs.deployment_name', value: 'acme-35', line: 8 },
        { name: 'nodes[0].inputs.max_tokens', value: 64, line: 9 },
        { name: 'nodes[0].connection', value: 'aoai', line: 11 },
      ],
      words: 0,
    });
  });

  it('reads markup for prompts without counting its tags', () => {
    expect(readPrompt('a/x.poml', '<poml>\n<system-msg>Be brief.</system-msg>\n<human-msg>{{question}}</human-msg>\n</poml>')).toEqual({ line: 1, format: 'poml', variables: ['question'], roles: ['system', 'user'], settings: [], words: 3 });
  });

  it.each([
    ['app/templates/system.j2', 'You are an expert reviewer.\n{{ code }}', ['code']],
    ['flows/ask.jinja2', '# system:\nAnswer.\n# user:\n{{question}}', ['question']],
    ['serving/chat_template.jinja', "{% for message in messages %}{{ '<|im_start|>' + message['role'] }}{% endfor %}", ['messages']],
    ['src/prompt_library/note.j2', 'A {note} for {{ reader|upper }}', ['reader']],
    ['prompts/suffix.j2', '---------- END ----------\nFollow the format.', []],
  ])('takes the template %s for a prompt', (path, text, variables) => {
    expect(readPrompt(path, text)).toMatchObject({ format: 'jinja', variables });
  });

  it.each([
    ['a template of a page', 'prompts/mail.j2', '<html><body>You are invited, {{ name }}</body></html>'],
    ['a template named after a configuration', 'deploy/prompts/nginx.conf.j2', 'You are an assistant.'],
    ['a manifest', 'k8s/app.j2', '# You are the owner\napiVersion: v1\nkind: Pod'],
    ['a playbook', 'ansible/site.j2', '---\n- hosts: all\n  # you are the admin'],
    ['a query', 'sql/report.j2', 'SELECT * FROM t -- given the question'],
    ['a Dockerfile', 'runtime/Dockerfile.j2', 'FROM {{ base }}\n# you are a user'],
    ['a template without instructions', 'web/views/list.jinja', 'Hello {{ name }}, welcome back.'],
    ['a README beside prompts', 'prompts/README.md', `${INSTRUCTION} And so on.`],
    ['coding-agent prompts', '.github/prompts/review.prompt.md', INSTRUCTION],
    ['coding-agent skills', '.claude/skills/x/SKILL.md', `---\nname: x\nversion: 1\n---\n${INSTRUCTION}`],
    ['instructions for coding agents', 'AGENTS.md', INSTRUCTION],
    ['an issue template', '.github/ISSUE_TEMPLATE/prompt.md', INSTRUCTION],
    ['a chart template', 'charts/app/templates/prompts.yaml', `data:\n  prompt: ${INSTRUCTION}`],
    ['a page about prompts', 'docs/prompt-engineering.md', '# Prompt engineering\n\nThis page explains how [prompts](https://acme.test) are written and where they are kept.'],
    ['a change note', 'changes/hidden-prompts-history.md', 'Fixed a bug where the history of prompts was hidden from view.'],
    ['a template of a letter', 'app/templates/welcome.md', 'Welcome {name}, we are happy that your account is ready for use.'],
    ['a template of a page without variables', 'app/templates/about.md', `${INSTRUCTION} And so on.`],
    ['too few words', 'prompts/short.txt', 'Hello there friend.'],
    ['JSON beside prompts without a prompt', 'prompts/index.json', '{"files": ["a long list of names that is no prompt at all"]}'],
    ['an interface description', 'api/prompts.yml', `openapi: 3.0.0\npaths: {}\ninfo:\n  prompt: ${INSTRUCTION}`],
    ['a configuration whose name only contains the word', 'acmepromptconfig.yaml', `prompts:\n  - ${INSTRUCTION}`],
    ['translations', 'locales/prompt.json', '{"prompt": "Do you really want to delete all of your files now?"}'],
    ['code', 'src/prompts/system.py', `PROMPT = "${INSTRUCTION}"`],
    ['a broken list', 'prompts/a.json', '{"prompt": "You are'],
  ])('does not take %s for a prompt', (_says, path, text) => {
    expect(readPrompt(path, text)).toBeUndefined();
  });

  it('takes plain text in a folder of prompts, or named for them, when it instructs', () => {
    expect(readPrompt('app/system_prompts/system.md', `${INSTRUCTION} Use {max_steps} steps. Return {{"a": 1}} or {"b": 2}.`)).toEqual({ line: 1, format: 'text', variables: ['max_steps'], roles: [], settings: [], words: 22 });
    expect(readPrompt('app/rag-prompt.txt', `${INSTRUCTION}\n<<context>>\n\${question} %{tone} \${HOME}`)).toMatchObject({ variables: ['context', 'question', 'tone'] });
    expect(readPrompt('app/templates/judge.md', 'You are validating an example application.\n{log_content} Say whether it ran.')).toMatchObject({ variables: ['log_content'] });
    expect(readPrompt('app/prompts/translate.md', 'Put the words below into plain French, keeping names.')).toMatchObject({ format: 'text', words: 9 });
    expect(readPrompt('app/rewritePrompt.md', 'Rewrite this so that anybody can follow it:\n{{ text }}')).toMatchObject({ variables: ['text'] });
  });

  it('takes instructions with front matter among skills, with their version', () => {
    const text = '---\nname: security\ntype: knowledge\nversion: 1.0.0\ntriggers:\n- security\n---\nThis document says how to check code for weaknesses.';
    expect(readPrompt('skills/security.md', text)).toEqual({ line: 1, format: 'text', variables: [], roles: [], version: { value: '1.0.0', line: 4 }, settings: [], words: 9 });
    expect(readPrompt('skills/notes.md', 'This document says how to check code for weaknesses.')).toBeUndefined();
  });

  it('counts words of scripts without spaces', () => {
    expect(readPrompt('prompts/zh.txt', '你是一个专业的中文智能助手请根据资料回答')).toMatchObject({ words: 10 });
  });

  it('survives hostile files', () => {
    const deep = '['.repeat(100_000);
    for (const path of ['prompts/a.yaml', 'prompts/a.json', 'a.prompty', 'flow.dag.yaml']) expect(readPrompt(path, deep)?.words ?? 0).toBeLessThan(2);
    expect(readPrompt('prompts/a.yaml', `prompt: &a ["${INSTRUCTION}", ${'*a, '.repeat(5000)}]`)).toMatchObject({ words: 13 });
    expect(readPrompt('prompts/a.json', `{"__proto__": {"prompt": "${INSTRUCTION}"}}`)).toMatchObject({ words: 13 });
    expect(({} as { prompt?: string }).prompt).toBeUndefined();
  });

  it('never throws and gives the same answer twice', () => {
    const paths = ['a.prompty', 'a.prompt', 'prompts/a.md', 'prompts/a.json', 'prompts/a.yaml', 'prompts/a.j2', 'a.baml', 'a.poml', 'flow.dag.yaml', 'skills/a.md'];
    const piece = fc.constantFrom('---\n', '{{', '}}', '{%', '%}', 'system:\n', 'prompt: ', '"', '#"', '[', '{', ': ', '\n', '&a ', '*a', 'You are a ', '$', '<<', '>>', '- ');
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 60 }).map((parts) => parts.join('')));
    fc.assert(fc.property(fc.constantFrom(...paths), texts, (path, text) => {
      expect(readPrompt(path, text)).toEqual(readPrompt(path, text));
    }), { numRuns: 300 });
  });
});
