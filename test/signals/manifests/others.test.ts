import { describe, expect, test } from 'vitest';
import { readManifest } from '../../../src/signals/manifests/index.ts';
import { dependenciesOf, lines } from './reading.ts';

describe('go.mod', () => {
  test('require lines and blocks, without indirect ones', () => {
    const text = lines(`
      module acme.test/bot

      go 1.22

      require acme.test/llm v1.2.3
      require (
      	acme.test/core v0.1.0 // see notes
      	"acme.test/quoted" v1.0.0
      	acme.test/deep v2.0.0 // indirect
      	// acme.test/old v1.0.0
      )
      replace (
      	acme.test/llm => ../llm
      )
      exclude acme.test/bad v1.0.0
      retract v1.0.0
    `);
    expect(dependenciesOf('go.mod', text)).toEqual(['5 go acme.test/llm v1.2.3 runtime', '7 go acme.test/core v0.1.0 runtime', '8 go acme.test/quoted v1.0.0 runtime']);
    expect(readManifest('go.mod', text)?.package).toStrictEqual({ line: 1, ecosystem: 'go', name: 'acme.test/bot', private: false });
  });
});

describe('pom.xml', () => {
  const text = lines(`
    <?xml version="1.0"?>
    <project xmlns="http://maven.apache.org/POM/4.0.0">
      <parent><groupId>test.acme</groupId><artifactId>parent</artifactId><version>1.0</version></parent>
      <artifactId>bot</artifactId>
      <description>A bot</description>
      <properties>
        <acme.version>\${acme.base}.1</acme.version>
        <acme.base>4.0</acme.base>
        <loop>\${loop}\${loop}</loop>
      </properties>
      <modules><module>api</module></modules>
      <dependencyManagement>
        <dependencies>
          <dependency><groupId>test.acme</groupId><artifactId>managed</artifactId><version>9</version></dependency>
          <dependency><groupId>test.acme</groupId><artifactId>unused</artifactId><version>9</version></dependency>
        </dependencies>
      </dependencyManagement>
      <dependencies>
        <dependency>
          <groupId>test.acme</groupId>
          <artifactId>llm</artifactId>
          <version>\${acme.version}</version>
          <exclusions><exclusion><groupId>x</groupId><artifactId>y</artifactId></exclusion></exclusions>
        </dependency>
        <!-- <dependency><groupId>test.acme</groupId><artifactId>old</artifactId></dependency> -->
        <dependency><groupId>test.acme</groupId><artifactId>managed</artifactId></dependency>
        <dependency><groupId>\${project.groupId}</groupId><artifactId>core</artifactId><version>\${project.version}</version><optional>true</optional></dependency>
        <dependency><groupId>test.acme</groupId><artifactId>eval</artifactId><version>\${nowhere}</version><scope>test</scope></dependency>
        <dependency><groupId>test.acme</groupId><artifactId>circle</artifactId><version>\${loop}</version></dependency>
      </dependencies>
      <profiles>
        <profile><dependencies><dependency><groupId>test.acme</groupId><artifactId>extra</artifactId></dependency></dependencies></profile>
      </profiles>
      <build><plugins><plugin><dependencies><dependency><groupId>a</groupId><artifactId>plugin</artifactId></dependency></dependencies></plugin></plugins></build>
    </project>
  `);

  test('the project\'s own, with versions resolved', () => {
    expect(dependenciesOf('pom.xml', text)).toEqual([
      '21 maven test.acme:llm 4.0.1 runtime',
      '26 maven test.acme:managed 9 runtime',
      '27 maven test.acme:core 1.0 optional',
      '28 maven test.acme:eval - dev',
      '29 maven test.acme:circle - runtime',
      '32 maven test.acme:extra - optional',
    ]);
  });

  test('its own facts', () => {
    expect(readManifest('pom.xml', text)?.package).toStrictEqual({
      line: 4, ecosystem: 'maven', name: 'test.acme:bot', version: '1.0', description: 'A bot', private: false, workspaces: ['api'],
    });
  });

  test('entities are not expanded', () => {
    const bomb = '<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<project><dependencies><dependency><groupId>&b;</groupId><artifactId>x</artifactId></dependency></dependencies></project>';
    expect(dependenciesOf('pom.xml', bomb)).toEqual(['2 maven &b;:x - runtime']);
  });

  test('a broken file gives a note with its line, and what was read', () => {
    const broken = '<project>\n<dependencies>\n<dependency><groupId>a</groupId><artifactId>b</artifactId></dependency>\n</wrong>\n</project>';
    expect(readManifest('pom.xml', broken)).toMatchObject({ dependencies: [{ line: 3, name: 'a:b' }], notes: [{ code: 'unreadable-xml', line: 4 }] });
  });
});

describe('Gradle', () => {
  test('Groovy: strings, lists, maps and variables', () => {
    const text = lines(`
      buildscript { dependencies { classpath 'test.acme:plugin:1'; implementation 'test.acme:build:1' } }
      ext.acmeVersion = '4.0'
      ext { set('otherVersion', "5.0") }
      dependencies {
          implementation 'test.acme:llm:1.0'
          // implementation 'test.acme:old:1.0'
          /* api 'test.acme:older:1.0'
          */ api "test.acme:core:$acmeVersion", "test.acme:more:\${otherVersion}@aar"
          compileOnly group: 'test.acme', name: 'mapped', version: '2'
          runtimeOnly('test.acme:driver') { exclude group: 'x', module: 'y' }
          testImplementation("test.acme:check:1")
          implementation platform('test.acme:bom:3')
          implementation project(':local')
          implementation libs.acme.llm
          constraints { implementation 'test.acme:limited:1' }
          annotationProcessor 'test.acme:processor:1'
      }
      def text = "implementation 'test.acme:string:1'"
    `);
    expect(dependenciesOf('build.gradle', text)).toEqual([
      '5 maven test.acme:llm 1.0 runtime',
      '8 maven test.acme:core 4.0 runtime',
      '8 maven test.acme:more 5.0 runtime',
      '9 maven test.acme:mapped 2 runtime',
      '10 maven test.acme:driver - runtime',
      '11 maven test.acme:check 1 dev',
      '12 maven test.acme:bom 3 runtime',
    ]);
  });

  test('Kotlin', () => {
    const text = lines(`
      val acmeVersion = "4.0"
      extra["other"] = "5.0"
      dependencies {
          implementation("test.acme:llm:\${acmeVersion}")
          api(platform("test.acme:bom:\${property("other")}"))
          implementation(group = "test.acme", name = "mapped", version = "2")
          implementation(kotlin("stdlib"))
          implementation(libs.acme.llm)
          debugImplementation("test.acme:debug:1")
      }
      kotlin { sourceSets {
          commonMain.dependencies { implementation("test.acme:common:1") }
          commonTest.dependencies { implementation("test.acme:check:1") }
      } }
    `);
    expect(dependenciesOf('app/build.gradle.kts', text)).toEqual([
      '4 maven test.acme:llm 4.0 runtime',
      '5 maven test.acme:bom - runtime',
      '6 maven test.acme:mapped 2 runtime',
      '9 maven test.acme:debug 1 runtime',
      '12 maven test.acme:common 1 runtime',
      '13 maven test.acme:check 1 dev',
    ]);
  });

  test('version catalogue: every library', () => {
    const text = lines(`
      [versions]
      acme = "4.0"
      strict = { strictly = "[1,2[", prefer = "1.5" }
      [libraries]
      short = "test.acme:short:1.0"
      module = { module = "test.acme:module", version.ref = "acme" }
      parts = { group = "test.acme", name = "parts", version = { ref = "strict" } }
      bare = { module = "test.acme:bare" }
      [plugins]
      plugin = { id = "test.acme.plugin", version = "1" }
    `);
    expect(dependenciesOf('gradle/libs.versions.toml', text)).toEqual([
      '5 maven test.acme:short 1.0 runtime',
      '6 maven test.acme:module 4.0 runtime',
      '7 maven test.acme:parts [1,2[ runtime',
      '8 maven test.acme:bare - runtime',
    ]);
  });
});

describe('.NET projects', () => {
  test('PackageReference', () => {
    const text = lines(`
      <Project Sdk="Microsoft.NET.Sdk">
        <PropertyGroup><AcmeVersion>4.0</AcmeVersion><IsPackable>false</IsPackable></PropertyGroup>
        <ItemGroup>
          <PackageReference Include="Acme.Llm" Version="$(AcmeVersion)" />
          <PackageReference Include="Acme.Core"><Version>1.0</Version></PackageReference>
          <PackageReference Include="Acme.Lint" Version="1" PrivateAssets="all" />
          <!-- <PackageReference Include="Acme.Old" Version="1" /> -->
          <PackageReference Update="Acme.Llm" Version="5" />
          <ProjectReference Include="../Other/Other.csproj" />
        </ItemGroup>
      </Project>
    `);
    expect(dependenciesOf('src/Bot.csproj', text)).toEqual(['4 nuget Acme.Llm 4.0 runtime', '5 nuget Acme.Core 1.0 runtime', '6 nuget Acme.Lint 1 dev']);
    expect(readManifest('src/Bot.csproj', text)?.package).toStrictEqual({ line: 1, ecosystem: 'nuget', name: 'Bot', private: true });
  });

  test('a packed tool', () => {
    const text = '<Project><PropertyGroup><PackageId>Acme.Bot</PackageId><PackAsTool>true</PackAsTool><ToolCommandName>bot</ToolCommandName><PackageTags>a;b</PackageTags></PropertyGroup></Project>';
    expect(readManifest('Bot.fsproj', text)?.package).toStrictEqual({
      line: 1, ecosystem: 'nuget', name: 'Acme.Bot', keywords: ['a', 'b'], private: false, commands: { bot: 'Bot' },
    });
  });

  test('Directory.Packages.props', () => {
    const text = '<Project>\r\n  <ItemGroup>\r\n    <PackageVersion Include="Acme.Llm" Version="4.0" />\r\n  </ItemGroup>\r\n</Project>';
    expect(readManifest('Directory.Packages.props', text)).toStrictEqual({
      dependencies: [{ line: 3, ecosystem: 'nuget', name: 'Acme.Llm', version: '4.0', scope: 'runtime' }],
      notes: [],
    });
  });
});

describe('Cargo.toml', () => {
  test('every table', () => {
    const text = lines(`
      [package]
      name = "acme-bot"
      version.workspace = true
      publish = false
      [[bin]]
      name = "bot"
      [[bin]]
      name = "chat"
      path = "src/chat.rs"
      [dependencies]
      acme-llm = "1.0"
      renamed = { package = "acme-real", version = "2" }
      acme-opt = { version = "3", optional = true }
      acme-shared.workspace = true
      [dependencies.acme-table]
      version = "4"
      [dev-dependencies]
      acme-check = "1"
      [build-dependencies]
      acme-build = "1"
      [target."cfg(target_os = \\"macos\\")".dependencies]
      acme-mac = "1"
      [workspace]
      members = ["crates/*"]
      [workspace.dependencies]
      acme-shared = "5"
    `);
    expect(dependenciesOf('Cargo.toml', text)).toEqual([
      '11 cargo acme-llm 1.0 runtime',
      '12 cargo acme-real 2 runtime',
      '13 cargo acme-opt 3 optional',
      '14 cargo acme-shared - runtime',
      '15 cargo acme-table 4 runtime',
      '18 cargo acme-check 1 dev',
      '20 cargo acme-build 1 dev',
      '22 cargo acme-mac 1 runtime',
      '26 cargo acme-shared 5 runtime',
    ]);
    expect(readManifest('Cargo.toml', text)?.package).toStrictEqual({
      line: 2, ecosystem: 'cargo', name: 'acme-bot', private: true, commands: { bot: 'src/bin/bot.rs', chat: 'src/chat.rs' }, workspaces: ['crates/*'],
    });
  });
});

describe('Ruby', () => {
  test('Gemfile', () => {
    const text = lines(`
      source "https://acme.test"
      gem "acme-llm", "~> 4.0", ">= 4.1"
      # gem "acme-old"
      gem 'acme-core', require: "core"
      gem "acme-git", git: "https://acme.test/x.git"
      group :development, :test do
        gem "acme-check"
        if RUBY_VERSION > "3"
          gem "acme-inner"
        end
        gem "acme-after"
      end
      group :production do
        gem "acme-live"
      end
      gem "acme-inline", "1", group: :test
      gem "acme-hash", :group => [:production]
    `);
    expect(dependenciesOf('Gemfile', text)).toEqual([
      '2 gem acme-llm ~> 4.0, >= 4.1 runtime',
      '4 gem acme-core - runtime',
      '5 gem acme-git - runtime',
      '7 gem acme-check - dev',
      '9 gem acme-inner - dev',
      '11 gem acme-after - dev',
      '14 gem acme-live - runtime',
      '16 gem acme-inline 1 dev',
      '17 gem acme-hash - runtime',
    ]);
  });

  test('gemspec', () => {
    const text = lines(`
      Gem::Specification.new do |spec|
        spec.name = "acme-bot"
        spec.version = Acme::VERSION
        spec.summary = "A bot"
        spec.executables = ["bot"]
        spec.add_dependency "acme-llm", "~> 4.0"
        spec.add_runtime_dependency("acme-core")
        spec.add_development_dependency 'acme-check'
        # spec.add_dependency "acme-old"
      end
    `);
    expect(dependenciesOf('acme-bot.gemspec', text)).toEqual(['6 gem acme-llm ~> 4.0 runtime', '7 gem acme-core - runtime', '8 gem acme-check - dev']);
    expect(readManifest('acme-bot.gemspec', text)?.package).toStrictEqual({
      line: 2, ecosystem: 'gem', name: 'acme-bot', description: 'A bot', private: false, commands: { bot: 'exe/bot' },
    });
  });
});

describe('composer.json', () => {
  test('require and require-dev without the platform', () => {
    const text = '{\n  "name": "acme/bot",\n  "type": "project",\n  "require": {\n    "php": ">=8",\n    "ext-json": "*",\n    "Acme/LLM": "^4"\n  },\n  "require-dev": { "acme/check": "1" }\n}';
    expect(dependenciesOf('composer.json', text)).toEqual(['7 composer acme/llm ^4 runtime', '9 composer acme/check 1 dev']);
    expect(readManifest('composer.json', text)?.package).toStrictEqual({ line: 2, ecosystem: 'composer', name: 'acme/bot', private: true });
  });
});
