import { beforeAll, expect, test } from 'vitest';
import { fileURLToPath } from 'node:url';
import { readRuleFiles } from '../../src/catalogue/files.ts';
import { readParts } from '../../src/catalogue/read.ts';
import type { ModelNames } from '../../src/domain/catalogue.ts';

let models: ModelNames;
beforeAll(async () => {
  models = readParts(await readRuleFiles(fileURLToPath(new URL('../../rules', import.meta.url)))).parts.models;
});
const some = (patterns: readonly string[], name: string): boolean => patterns.some((pattern) => new RegExp(pattern, 'i').test(name));

const DATED = [
  'gpt-4o-2024-08-06', 'gpt-4-0613', 'gpt-4-1106-preview', 'gpt-3.5-turbo-0125', 'o1-2024-12-17', 'o4-mini-2025-04-16', 'azure/gpt-4o-2024-08-06', 'text-davinci-003',
  'claude-sonnet-4-20250514', 'claude-3-5-sonnet@20240620', 'anthropic.claude-3-haiku-20240307-v1:0', 'us.anthropic.claude-3-7-sonnet-20250219-v1:0', 'bedrock/anthropic.claude-v2:1-20240101',
  'gemini-1.5-pro-002', 'models/gemini-2.0-flash-001', 'gemini-2.5-pro-preview-06-05', 'gemini-2.5-flash-preview-09-2025', 'chat-bison@001',
  'mistral-large-2407', 'mistral.mistral-large-2402-v1:0', 'codestral-2501', 'command-r-08-2024', 'command-a-03-2025', 'amazon.nova-pro-v1:0', 'meta.llama3-70b-instruct-v1:0',
  'deepseek-v3-0324', 'grok-2-1212', 'meta-llama/Llama-3.1-8B-Instruct@0e9e39f249a16976918f6564b8830bc894c89659',
];
const ALIASES = [
  'gpt-4o', 'gpt-4.1-mini', 'gpt-5', 'gpt-35-turbo', 'chatgpt-4o-latest', 'gpt-oss:20b', 'o1', 'o3-mini', 'openai:gpt-4o', 'openrouter/anthropic/claude-3.5-sonnet', 'claude-3-5-sonnet-latest', 'claude-sonnet-4-5',
  'anthropic/claude-opus-4', 'gemini-2.5-flash', 'gemini-pro', 'vertex_ai/gemini-1.5-pro', 'gemma3:4b', 'llama3.2', 'llama3.1:8b', 'meta-llama/Llama-3.3-70B-Instruct', 'ollama/llama3', 'codellama', 'mistral-large-latest', 'mistral:7b',
  'open-mixtral-8x7b', 'command-r-plus', 'deepseek-chat', 'deepseek-r1:8b', 'deepseek-ai/DeepSeek-R1', 'phi3', 'microsoft/Phi-3-mini-4k-instruct', 'Phi-4', 'qwen2.5:7b', 'Qwen/Qwen2.5-7B-Instruct', 'qwen3', 'qwen-max', 'grok-4',
  'kimi-k2-instruct', 'glm-4.5', 'sonar-pro', 'dall-e-3', 'google/flan-t5-base', 'HuggingFaceH4/zephyr-7b-beta', 'nova-lite',
];
const OTHERS = [
  'text-embedding-3-small', 'text-embedding-ada-002', 'amazon.titan-embed-text-v2:0', 'cohere.embed-english-v3', 'gemini-embedding-001', 'mistral-embed', 'codestral-embed', 'qwen3-embedding:8b', 'nomic-embed-text', 'granite-embedding:30m',
  'whisper-1', 'claude-code', 'claude', 'gemini', 'gpt', 'llama-cpp', 'llama_index', 'mistral', 'command', 'command-line', 'nova', 'optional', 'orchestrator', 'solar', 'falcon', 'o2', 'model', 'https://api.openai.com/v1/gpt',
  'gpt-4o is a model', 'gemini-cli', 'phi', 'flux', 'yi', 'opt-in', 'sonar-scanner',
];

test.each(DATED)('%s names a model by an immutable version', (name) => {
  expect([some(models.names, name), some(models.dated, name)]).toEqual([true, true]);
});

test.each(ALIASES)('%s names a model by an alias', (name) => {
  expect([some(models.names, name), some(models.dated, name)]).toEqual([true, false]);
});

test.each(OTHERS)('%s names no generative model', (name) => {
  expect(some(models.names, name)).toBe(false);
});

test('words are sorted, in lower case and not too common', () => {
  expect(models.words).toEqual([...new Set(models.words)].sort());
  for (const word of models.words) expect(word).toBe(word.toLowerCase());
  const ordinary = 'const token = agent.get(url); // evaluate the moderate query, retrieve and complete promptly';
  expect(models.words.filter((word) => ordinary.includes(word))).toEqual(['prompt']);
});
