import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskSecrets } from '../src/mask.ts';

// Put together here, so that scanners of this repository find no token in it.
const TAIL = 'aB3dE5fG7hJ9kL2mN4pQ6rS8tU1vW3xY5z';
const joined = (...parts: readonly string[]): string => parts.join('');

describe('secrets', () => {
  test.each([
    [joined('gh', 'p_', TAIL), 'ghp_***'],
    [joined('github', '_pat_11ABCDEFG0', TAIL), 'github_pat_***'],
    [joined('gl', 'pat-', TAIL), 'glpat-***'],
    [joined('xo', 'xb-123456789012-', TAIL), 'xoxb-***'],
    [joined('sk', '-', TAIL), 'sk-***'],
    [joined('sk', '-proj-', TAIL, '-', TAIL), 'sk-proj-***'],
    [joined('sk', '-ant-api03-', TAIL), 'sk-ant-api03-***'],
    [joined('sk', '_live_', TAIL), 'sk_live_***'],
    [joined('hf', '_', 'AbCdEfGhIjKlMnOpQrStUvWx'), 'hf_***'],
    [joined('AK', 'IAIOSFODNN7EXAMPLE'), 'AKIA***'],
    [joined('AI', 'zaSyA1234567890abcdefghijklmnopqrstuv'), 'AIza***'],
    [joined('ey', 'JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc-DEF_123'), 'eyJ***'],
    [joined('-----BEGIN ', 'RSA PRIVATE KEY----- MIIEpAIBAAKCAQEA7x+/abc= -----END RSA PRIVATE KEY-----'), '-----BEGIN RSA PRIVATE KEY-----***'],
    [joined('key = "-----BEGIN ', 'PRIVATE KEY-----\\nMIIEvQ…'), 'key = "-----BEGIN PRIVATE KEY-----***'],
    ['postgres://app:hunter2@db.test:5432/app', 'postgres://app:***@db.test:5432/app'],
    [joined('https://', TAIL, '@host.test/a.git'), 'https://***@host.test/a.git'],
    [`Client(api_key="${TAIL}", model="m-1")`, 'Client(api_key="***", model="m-1")'],
    [`"clientSecret": "${TAIL}"`, '"clientSecret": "***"'],
    ['AZURE_KEY=0123456789abcdef0123456789abcdef', 'AZURE_KEY=***'],
    [`acme login --token ${TAIL}`, 'acme login --token ***'],
    [`Authorization: Bearer ${TAIL}`, 'Authorization: Bearer ***'],
    ['password: "hunter2"', 'password: "***"'],
    ["db_passwd='correct-horse'", "db_passwd='***'"],
  ])('%s', (text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });

  test.each([
    [`Client(api_key="${TAIL.slice(0, 9)}…`, 'Client(api_key="***'],
    [joined('gh', 'p_', TAIL.slice(0, 10), '…'), 'ghp_***…'],
    [joined('sk', '-', TAIL.slice(0, 12), '…'), 'sk-***…'],
  ])('cut short: %s', (text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });
});

test.each([
  'client.chat.create(model="m-4o-2024-08-06", max_tokens=4096)',
  'max_tokens = 1024', 'token_limit: 128000', 'key: "messages"', 'keys = response.json().keys()', 'tokens_per_minute=90000', 'sort_key = created_at_2024',
  'api_key=os.environ["ACME_API_KEY_2"]', 'api_key=settings.ACME_V2_API_KEY_1', 'password: ${{ secrets.DB_PASSWORD }}', 'password: "{{ vault.password }}"', 'token: ${{ github.token }}',
  'uses: actions/create-github-app-token@0123456789abcdef0123456789abcdef01234567', 'uses: actions/checkout@0123456789abcdef0123456789abcdef01234567 # v5.0.0',
  'image: acme/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', 'https://api.acme.test/v1/chat', 'https://medium.test/@ada', 'git@github.test:acme/app.git',
  'task-force-12345678901234', 'sk-learn', 'hf_hub_download("acme/model")', 'npm_config_registry', 'the key to 2 good evaluations is 3 cases', 'token = tokenizer.encode(text)',
  'secretName: acme-api-credentials', 'text-embedding-3-large', '-----BEGIN PUBLIC KEY-----',
])('no secret: %s', (text) => {
  expect(maskSecrets(text)).toBe(text);
});

test('any text: never throws, and masking again changes nothing', () => {
  const word = fc.constantFrom('sk-', 'ghp_', 'key', 'token', 'password', '=', ': ', '"', "'", '…', ' ', '://', ':', '@', 'aB3', 'x9', '-----BEGIN PRIVATE KEY-----', '***', 'eyJ', '.', '_', 'Bearer ');
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 80 }), fc.array(word, { maxLength: 25 }).map((words) => words.join(''))), (text) => {
      const once = maskSecrets(text);
      expect(maskSecrets(once)).toBe(once);
    }),
    { numRuns: 500 },
  );
});

test.each(['sk-', 'key=', '://', 'eyJ', '-----BEGIN PRIVATE KEY-----', 'password="', 'a'])('many of %j are read in linear time', (part) => {
  // Quadratic work on so long a text would outlast the test's time.
  expect(maskSecrets(part.repeat(200_000)).length).toBeGreaterThan(0);
});
