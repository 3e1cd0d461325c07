import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readResources } from '../../../src/signals/resources/index.ts';

/** `line language type name {attributes}`, expressions marked with `~`. */
async function shown(path: string, text: string): Promise<string[]> {
  const reading = await readResources(path, text);
  return (reading?.resources ?? []).map(({ line, language, type, name, attributes }) =>
    [`${line} ${language} ${type}${name === undefined ? '' : ` ${name}`}`, ...attributes.map(({ name: key, value, text: source }) => `${key}=${value === undefined ? `~${source}` : JSON.stringify(value)}`)].join(' | '),
  );
}

describe('readResources', () => {
  it('reads Terraform', async () => {
    const text = [
      '# a comment with { a brace', 'resource "azurerm_monitor_metric_alert" "slow" {', '  name = "slow" // why', '  criteria {', '    threshold = 2.5', '    operator  = var.op', '  }', '  tags = { env = "prod", "a.b": true }',
      '  list = [1, "two", { three = 3 }]', '  text = <<-EOT', '    resource "x" "y" {', '  EOT', '  label = "${var.a}-"', '}', 'data "aws_ami" "base" {', '  owners = ["self"]', '}', 'module "net" { source = "./net" }', 'provider "azurerm" {', '  features {}', '}',
      'variable "model" {', '  default = "acme-4-2024-01-01"', '}', 'output "x" { value = 1 }', 'resource "aws_ecs_task_definition" "t" {', '  container_definitions = jsonencode([{ image = "acme/app:1" }])', '}',
    ].join('\n');
    expect(await shown('infra/main.tf', text)).toEqual([
      '2 terraform azurerm_monitor_metric_alert slow | name="slow" | criteria.threshold=2.5 | criteria.operator=~var.op | tags.env="prod" | tags.a.b=true | list[0]=1 | list[1]="two" | list[2].three=3 | text="    resource \\"x\\" \\"y\\" {\\n" | label=~"${var.a}-"',
      '15 terraform data.aws_ami base | owners[0]="self"',
      '18 terraform module net | source="./net"',
      '19 terraform provider azurerm',
      '22 terraform variable model | default="acme-4-2024-01-01"',
      '26 terraform aws_ecs_task_definition t | container_definitions[0].image="acme/app:1"',
    ]);
    expect(await shown('prod.tfvars', 'model = "acme-4"\n')).toEqual(['1 terraform tfvars prod.tfvars | model="acme-4"']);
  });

  it('reads on after broken Terraform', async () => {
    expect(await shown('a.tf', 'resource "a" "b" {\n  x = "never closed\n  y = (1 +\n  z = 1 }\n')).toEqual(['1 terraform a b | x="never closed" | y=~(1 + z = 1 }']);
    expect(await shown('a.tf', '}}}\nresource "a" "b" {}\nnonsense here\n= 1\nresource "c" "d" {}')).toEqual(['2 terraform a b', '5 terraform c d']);
  });

  it('reads Bicep', async () => {
    const text = [
      "@description('The model')", "param modelVersion string = '2024-08-06'", 'param tags object = {', "  env: 'prod' // why", '}', 'param bare string', 'var prefix = toLower(bare)', "resource account 'Microsoft.CognitiveServices/accounts@2023-05-01' = {",
      "  name: 'acct-${prefix}'", '  properties: {', '    model: {', "      version: '2024-08-06'", '    }', '    networks: [', "      'a'", '      {', '        b: 1', '      }', '    ]', '  }', "  resource dep 'deployments@2023-05-01' = {", "    name: 'chat'", '    sku: cond ? { capacity: 1 } : null', '  }', '}',
      "resource old 'Microsoft.KeyVault/vaults@2022-07-01' existing = {", "  name: 'kv'", '}', "resource alert 'Microsoft.Insights/metricAlerts@2018-03-01' = if (enabled) {", '  properties: { severity: 2 }', '}',
      "resource many 'Microsoft.Web/sites@2022-03-01' = [for s in sites: {", "  name: 'site'", '}]', "module app 'app/main.bicep' = {", "  name: 'app'", '  params: { model: modelVersion }', '}', "output x string = account.id",
    ].join('\n');
    expect(await shown('infra/main.bicep', text)).toEqual([
      '2 bicep param modelVersion | value="2024-08-06"',
      '3 bicep param tags | value.env="prod"',
      '6 bicep param bare',
      '7 bicep var prefix | value=~toLower(bare)',
      "8 bicep Microsoft.CognitiveServices/accounts 'acct-${prefix}' | name=~'acct-${prefix}' | properties.model.version=\"2024-08-06\" | properties.networks[0]=\"a\" | properties.networks[1].b=1",
      '21 bicep Microsoft.CognitiveServices/accounts/deployments chat | name="chat" | sku=~cond ? { capacity: 1 } : null',
      '29 bicep Microsoft.Insights/metricAlerts alert | properties.severity=2',
      '32 bicep Microsoft.Web/sites site | name="site"',
      '35 bicep module app | source="app/main.bicep" | name="app" | params.model=~modelVersion',
    ]);
    expect(await shown('main.bicepparam', "using 'main.bicep'\nparam model = 'acme-4'\n")).toEqual(['2 bicep param model | value="acme-4"']);
  });

  it('reads ARM templates, nested resources and parameter files', async () => {
    const text = JSON.stringify({
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', parameters: { model: { type: 'string', defaultValue: 'acme-4' } },
      resources: [{ type: 'Microsoft.X/accounts', apiVersion: '2023-05-01', kind: 'AI', name: 'a', resources: [{ type: 'deployments', name: 'd', properties: { model: { version: '1' } } }] }],
    });
    expect(await shown('azuredeploy.json', text)).toEqual(['1 arm param model | value="acme-4"', '1 arm Microsoft.X/accounts a | kind="AI"', '1 arm Microsoft.X/accounts/deployments d | properties.model.version="1"']);
    expect(await shown('main.parameters.json', '{\n"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",\n"parameters": {\n"v": {"value": "${V=1}"}}}')).toEqual(['4 arm param v | value="${V=1}"']);
    expect(await shown('other.json', '{"resources": [{"type": "x"}]}')).toEqual([]);
  });

  it('reads CloudFormation and SAM with their tags', async () => {
    const yaml = "AWSTemplateFormatVersion: '2010-09-09'\nParameters:\n  Model:\n    Type: String\n    Default: acme-4\nResources:\n  Slow:\n    Type: AWS::CloudWatch::Alarm\n    Properties:\n      Threshold: 5\n      AlarmActions: [!Ref Topic]\n  Broken: {}\n";
    expect(await shown('template.yaml', yaml)).toEqual(['3 cloudformation Parameter Model | Default="acme-4"', '7 cloudformation AWS::CloudWatch::Alarm Slow | Properties.Threshold=5 | Properties.AlarmActions[0]=~!Ref Topic']);
    expect(await shown('stack.template', '{"Resources": {"F": {"Type": "AWS::Serverless::Function"}}}')).toEqual(['1 cloudformation AWS::Serverless::Function F']);
  });

  it('reads Kubernetes manifests: what is asked for first, and images however far down', async () => {
    const many = Array.from({ length: 70 }, (_, index) => `        - name: V${index}\n          value: x`).join('\n');
    const text = `# note\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 2\n  template:\n    spec:\n      containers:\n      - env:\n${many}\n        image: acme/web:1\n---\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata: {name: s}\n`;
    const found = await shown('k8s/web.yaml', text);
    expect(found.map((line) => line.split(' | ')[0])).toEqual(['2 kubernetes Deployment web', '157 kubernetes Service s']);
    expect(found[0]?.split(' | ').slice(1, 4)).toEqual(['spec.replicas=2', 'spec.template.spec.containers[0].env[0].name="V0"', 'spec.template.spec.containers[0].env[0].value="x"']);
    expect(found[0]?.split(' | ')).toHaveLength(62);
    expect(found[0]).toMatch(/spec\.template\.spec\.containers\[0\]\.image="acme\/web:1"$/);
  });

  it('reads alerts in rule files, custom resources and ConfigMaps', async () => {
    const rules = 'groups:\n- name: g\n  rules:\n  - record: r\n    expr: 1\n  - alert: Slow\n    expr: x > 1\n';
    expect(await shown('monitoring/rules.yml', rules)).toEqual(['6 prometheus PrometheusRule Slow | group="g" | expr="x > 1"']);
    expect(await shown('a.rules', rules)).toHaveLength(1);
    const indented = rules.split('\n').map((line) => `  ${line}`).join('\n');
    expect(await shown('rule.yaml', `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: p}\nspec:\n${indented}`)).toEqual([
      expect.stringMatching(/^1 kubernetes PrometheusRule p \| /), '10 kubernetes PrometheusRule Slow | group="g" | expr="x > 1"',
    ]);
    expect(await shown('cm.yaml', `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  r.yml: |\n  ${indented.replaceAll('\n', '\n  ')}`)).toEqual([expect.stringMatching(/^1 kubernetes ConfigMap c \| /), '11 kubernetes PrometheusRule Slow']);
    expect(await shown('rules-unquoted.yml', 'groups:\n- rules:\n  - alert: Odd\n    x: {{ y }\n')).toEqual(['3 prometheus PrometheusRule Odd']);
  });

  it("reads Alertmanager's and Grafana's alerting", async () => {
    expect(await shown('alertmanager.yml', 'route:\n  receiver: team\nreceivers:\n- name: team\n')).toEqual(['1 prometheus AlertmanagerConfig | route.receiver="team" | receivers[0].name="team"']);
    expect(await shown('alerting/rules.yaml', 'apiVersion: 1\ngroups:\n- name: g\n  rules:\n  - uid: a\n    title: Slow answers\ncontactPoints:\n- name: mail\n')).toEqual([
      '6 grafana GrafanaAlertRule Slow answers | uid="a" | title="Slow answers"', '8 grafana GrafanaContactPoint mail | name="mail"',
    ]);
  });

  it('reads Helm charts: Chart.yaml, values and templates by their lines', async () => {
    expect(await shown('chart/Chart.yaml', 'apiVersion: v2\nname: app\ndependencies:\n- name: acme\n')).toEqual(['1 helm Chart app | apiVersion="v2" | name="app" | dependencies[0].name="acme"']);
    expect(await shown('chart/values-prod.yaml', 'image:\n  tag: latest\nmodels: [{name: m}]\n')).toEqual(['1 helm values values-prod.yaml | image.tag="latest" | models[0].name="m"']);
    const template = '{{- if .Values.on }}\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}-web\nspec:\n  template:\n    spec:\n      containers:\n        - image: "acme/web:{{ .Values.tag }}"\n---\nkind: ConfigMap\ndata:\n  rules: |\n    - alert: Down\n{{- end }}\n';
    expect(await shown('chart/templates/web.yaml', template)).toEqual([
      '3 helm Deployment {{ .Release.Name }}-web | image="acme/web:{{ .Values.tag }}"', '12 helm ConfigMap', '15 helm PrometheusRule Down',
    ]);
  });

  it('reads Compose services', async () => {
    const text = 'x-env: &env\n  KEY: a\nservices:\n  api:\n    image: acme/api:1\n    environment: *env\n    ports: ["8000:8000"]\n  db:\n    environment:\n      - USER=me=you\n      - PASSWORD\n';
    expect(await shown('docker-compose.prod.yml', text)).toEqual([
      '4 compose service api | image="acme/api:1" | environment.KEY="a" | ports[0]="8000:8000"', '8 compose service db | environment.USER="me=you" | environment.PASSWORD=null',
    ]);
  });

  it('reads Dockerfiles', async () => {
    const text = '# syntax=x\nARG V=3.12\nFROM --platform=linux/amd64 python:${V} AS base\nENV A=1 B="two words" \\\n# inner\n    C=3\nRUN <<EOF\nFROM fake\nEOF\nFROM base\nARG LEVEL\nENV OLD style value\nfrom ${OTHER:-alpine}\n';
    expect(await shown('docker/Dockerfile.prod', text)).toEqual([
      '3 dockerfile FROM python:3.12 | environment.A="1" | environment.B="two words" | environment.C="3"',
      '10 dockerfile FROM python:3.12 | args.LEVEL=null | environment.OLD="style value"',
      '13 dockerfile FROM alpine',
    ]);
  });

  it("reads Pulumi's YAML", async () => {
    expect(await shown('Pulumi.yaml', 'name: x\nruntime: yaml\nresources:\n  alarm:\n    type: aws:cloudwatch:MetricAlarm\n    properties:\n      threshold: 5\n')).toEqual(['4 pulumi aws:cloudwatch:MetricAlarm alarm | properties.threshold=5']);
    expect(await shown('Pulumi.yaml', 'name: x\nruntime: nodejs\n')).toEqual([]);
  });

  it.each([
    ['a workflow', '.github/workflows/ci.yml', 'on: push\njobs:\n  a:\n    services: {}\n'],
    ['a pipeline', 'azure-pipelines.yml', 'trigger: [main]\nresources:\n  repositories: []\n'],
    ['a template of a Dockerfile', 'Dockerfile.j2', 'FROM x\n'],
    ['an API version without a kind', 'a.yaml', 'apiVersion: v1\nname: x\n'],
    ['a rule file without alerts', 'a.yaml', 'groups:\n- rules:\n  - record: a\n'],
    ['translations', 'en.json', '{"kind": "Art", "apiVersion": "x"}'],
    ['broken YAML', 'k.yaml', 'apiVersion: v1\nkind: Pod\nx: [\n'],
  ])('does not take %s for infrastructure', async (_says, path, text) => {
    expect(await readResources(path, text)).toBeUndefined();
  });

  it('bounds how many resources one file may have, with a note', async () => {
    const reading = await readResources('a.tf', 'resource "a" "b" {}\n'.repeat(2500));
    expect([reading?.resources.length, reading?.notes]).toEqual([2000, [{ code: 'too-many-resources', path: 'a.tf', says: 'The file declares more than 2000 resources; the others were not read.' }]]);
  });

  it('survives hostile files', async () => {
    const n = 100_000;
    const hostile: [string, string][] = [
      ['a.tf', 'a {'.repeat(n)], ['a.tf', `a = ${'['.repeat(n)}`], ['a.tf', `a = ${'{a='.repeat(n)}`], ['a.tf', `a = "${'${"'.repeat(n)}`], ['a.tf', 'a = <<E\n'.repeat(n)], ['a.tf', '/*'.repeat(n)], ['a.tf', 'a "b" '.repeat(n)],
      ['a.bicep', `var a = ${'{a:'.repeat(n)}`], ['a.bicep', `var a = ${'['.repeat(n)}`], ['a.bicep', "resource a 'b' = ".repeat(n)], ['a.bicep', `var a = '${"${'".repeat(n)}`], ['a.bicep', `resource a 'b@1' = {\n${"resource c 'd' = {\n".repeat(n / 10)}`],
      ['Dockerfile', 'RUN <<E\n'.repeat(n)], ['Dockerfile', 'RUN \\\n'.repeat(n)], ['Dockerfile', 'FROM a AS a\n'.repeat(n / 10)], ['Dockerfile', `ENV ${'A=\\'.repeat(n)}`],
      ['k.yaml', `apiVersion: v1\nkind: Pod\nspec: ${'{a: '.repeat(n)}`], ['k.yaml', '\n'.repeat(n * 5)], ['compose.yml', `services: ${'['.repeat(n)}`], ['values.yaml', '- '.repeat(n)],
      ['t/templates/a.yaml', `{{\n${'kind: A\n'.repeat(n)}`], ['t/templates/a.yaml', `{{ kind\nkind: A\n${'  name: '.repeat(n)}`],
      ['a.json', `{"$schema": "https://schema.management.azure.com/x/deploymentTemplate.json", "resources": ${'[{"resources":'.repeat(n)}`],
    ];
    for (const [path, text] of hostile) expect((await readResources(path, text))?.resources.length ?? 0).toBeLessThanOrEqual(2000);
    expect(await shown('values.yaml', '__proto__:\n  polluted: 1\n')).toEqual(['1 helm values values.yaml | __proto__.polluted=1']);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('never throws, and its lines are lines of the file', async () => {
    const paths = ['a.tf', 'a.bicep', 'a.json', 'a.yaml', 'templates/a.yaml', 'values.yaml', 'compose.yml', 'Dockerfile', 'Pulumi.yaml', 'a.rules'];
    const piece = fc.constantFrom('resource "a" "b" {', "resource a 'b@1' = {", '}', '\n', ' = ', '"', "'", '[', ']', '${', 'apiVersion: v1\nkind: A\n', 'FROM a\n', 'ENV A=1\\', '- alert: X\n', '<<E\n', 'E\n', 'groups:\n', '{{', ': ', "'''", '/*', '*/', 'services:\n', 'for ', '(', ')');
    const texts = fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 40 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), texts, async (path, text) => {
        const lines = text.split('\n').length;
        for (const { line } of (await readResources(path, text))?.resources ?? []) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
        }
      }),
      { numRuns: 500 },
    );
  });
});
