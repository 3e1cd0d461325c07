/** Test runners, and which files each picks up by its own rules. */

export interface TestRunner {
  /** Leading words of its commands. */
  readonly leads: readonly string[];
  /** Globs of the files that it takes, below what it was given. */
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  /** Folders that it looks into when none is given; those that do not exist are left out. */
  readonly roots?: readonly string[];
  /**
   * What its arguments are: paths and globs; parts of paths (`vitest chat` takes every test file with `chat` in its path); Go packages;
   * Python modules; or nothing to do with files.
   */
  readonly operands: 'paths' | 'parts' | 'packages' | 'modules' | 'none';
  /** Options whose next word is their value. */
  readonly valued?: readonly string[];
  /** Options whose value is a config file, which the command reads. */
  readonly config?: readonly string[];
  /** Options whose value is left out of the search. */
  readonly ignore?: readonly string[];
  /** Options whose value is the folder to look into. */
  readonly folder?: readonly string[];
  /** The option whose value names what is taken instead of `include`, by globs of the names of its files with commas between; `!` leaves one out. */
  readonly names?: string;
  /** Options that a command must have to be this runner: `node --test`. */
  readonly needs?: readonly string[];
  /** The module that its tests import: a file that imports another runner's is not this one's. */
  readonly module?: string;
  /** Options with which it runs no tests: `mvn verify -DskipTests`. */
  readonly unless?: readonly string[];
}

const SCRIPT_TESTS = ['**/*.{test,spec}.?(c|m)[jt]s?(x)'];
const NODE_MODULES = ['**/node_modules/**'];
const JVM = ['java', 'kt', 'groovy', 'scala'].join(',');

export const RUNNERS: readonly TestRunner[] = [
  {
    // Its config files (testpaths, python_files) are no signals, so the defaults stand in. `-k` and `-m` choose among the tests of a file.
    leads: ['pytest', 'py.test'], include: ['**/test_*.py', '**/*_test.py'], exclude: ['**/.*/**', '**/{build,dist,node_modules,venv}/**'], operands: 'paths',
    valued: ['-k', '-m', '-n', '-p', '-o', '-W', '-r', '--maxfail', '--durations', '--cov', '--tb', '--dist', '--junitxml', '--junit-xml', '--timeout', '--log-level', '--basetemp', '--reruns', '--html', '--override-ini'],
    config: ['-c', '--config-file'], ignore: ['--ignore', '--ignore-glob', '--deselect'], folder: ['--rootdir'],
  },
  { leads: ['unittest', 'unittest discover', 'nose2'], include: ['**/test*.py'], operands: 'modules', valued: ['-p', '--pattern', '-k', '-t', '--top-level-directory'], folder: ['-s', '--start-directory'] },
  { leads: ['manage.py test'], include: ['**/test*.py'], operands: 'modules', valued: ['--settings', '--parallel', '--tag', '--exclude-tag'] },
  { leads: ['behave'], include: ['**/*.feature'], roots: ['features'], operands: 'paths', valued: ['-f', '-o', '-n', '-t', '--tags'] },
  { leads: ['robot', 'pabot'], include: ['**/*.robot'], operands: 'paths', valued: ['-d', '-v', '-i', '-e', '--outputdir', '--variable', '--include', '--exclude'] },
  {
    leads: ['vitest', 'vitest run', 'vitest watch', 'vitest related'], module: 'vitest', include: SCRIPT_TESTS, exclude: NODE_MODULES, operands: 'parts',
    valued: ['-t', '--testNamePattern', '--reporter', '--project', '--outputFile', '--mode', '--shard', '--pool', '--environment', '--testTimeout', '--retry'],
    config: ['-c', '--config'], folder: ['--dir', '--root', '-r'], ignore: ['--exclude'],
  },
  {
    leads: ['jest', 'react-scripts test', 'craco test'], module: '@jest/globals', include: [...SCRIPT_TESTS, '**/__tests__/**/*.?(c|m)[jt]s?(x)'], exclude: NODE_MODULES, operands: 'parts',
    valued: ['-t', '--testNamePattern', '-w', '--maxWorkers', '--shard', '--reporters', '--testTimeout', '--env', '--coverageDirectory', '--selectProjects', '--testPathIgnorePatterns'],
    config: ['-c', '--config'], folder: ['--rootDir'],
  },
  {
    leads: ['mocha'], include: ['**/*.{js,cjs,mjs,ts,mts,cts}'], exclude: NODE_MODULES, roots: ['test'], operands: 'paths', config: ['--config'],
    valued: ['-r', '--require', '-t', '--timeout', '-R', '--reporter', '-g', '--grep', '-f', '--fgrep', '--extension', '--spec', '--loader', '--import', '-O'], ignore: ['--ignore', '--exclude'],
  },
  {
    leads: ['node'], module: 'node:test', needs: ['--test'], include: ['**/*{.,-,_}test.?(c|m)[jt]s', '**/test-*.?(c|m)[jt]s', '**/test.?(c|m)[jt]s', '**/test/**/*.?(c|m)[jt]s'], exclude: NODE_MODULES, operands: 'paths',
    valued: ['-r', '--require', '--import', '--loader', '--experimental-loader', '--env-file'],
  },
  {
    leads: ['tsx'], module: 'node:test', needs: ['--test'], include: ['**/*{.,-,_}test.?(c|m)[jt]s', '**/test/**/*.?(c|m)[jt]s'], exclude: NODE_MODULES, operands: 'paths', valued: ['--tsconfig', '--import'],
  },
  { leads: ['bun test'], module: 'bun:test', include: ['**/*{.,_}{test,spec}.[jt]s?(x)'], exclude: NODE_MODULES, operands: 'parts', valued: ['-t', '--test-name-pattern', '--timeout', '--preload', '--reporter'] },
  { leads: ['deno test'], include: ['**/{*_,*.,}test.{ts,tsx,mts,js,mjs,jsx}'], exclude: NODE_MODULES, operands: 'paths', valued: ['--filter', '--reporter'], config: ['-c', '--config'] },
  { leads: ['playwright test'], module: '@playwright/test', include: ['**/*.{test,spec}.?(c|m)[jt]s?(x)'], exclude: NODE_MODULES, operands: 'parts', valued: ['-g', '--grep', '--project', '--reporter', '-j', '--workers', '--shard', '--retries'], config: ['-c', '--config'] },
  { leads: ['cypress run'], include: ['**/*.cy.[jt]s?(x)'], roots: ['cypress'], operands: 'none' },
  { leads: ['ava'], include: ['**/{test,tests,__tests__}/**/*.?(c|m)[jt]s', '**/*.test.?(c|m)[jt]s', 'test.js'], exclude: NODE_MODULES, operands: 'paths' },
  { leads: ['ng test', 'karma start', 'jasmine'], include: ['**/*.spec.[jt]s', '**/*[sS]pec.js'], exclude: NODE_MODULES, operands: 'none' },
  { leads: ['go test', 'gotestsum', 'ginkgo'], include: ['*_test.go'], operands: 'packages', valued: ['-run', '-tags', '-timeout', '-count', '-coverprofile', '-covermode', '-coverpkg', '-bench', '-parallel', '-skip', '-p', '-format', '--format', '--junitfile', '-o'] },
  // Unit tests stand inside the modules they test, where a path cannot tell them; those in files of their own count.
  { leads: ['cargo test', 'cargo nextest run', 'cargo nextest'], include: ['**/tests/**/*.rs', '**/*test*.rs'], exclude: ['**/target/**'], operands: 'none', folder: ['--manifest-path'] },
  { leads: ['mvn test'], include: [`**/src/test/**/{Test*,*Test,*Tests,*TestCase}.{${JVM}}`], operands: 'none', names: '-Dtest', folder: ['-f', '--file'], unless: ['-DskipTests', '-Dmaven.test.skip', '-Dmaven.test.skip=true', '-DskipTests=true'] },
  { leads: ['mvn verify', 'mvn integration-test'], include: [`**/src/test/**/{Test*,*Test,*Tests,*TestCase,IT*,*IT,*ITCase}.{${JVM}}`], operands: 'none', names: '-Dtest', folder: ['-f', '--file'], unless: ['-DskipTests', '-Dmaven.test.skip', '-Dmaven.test.skip=true', '-DskipTests=true'] },
  { leads: ['gradle test', 'gradle check', 'gradle build', 'gradle integrationTest'], include: [`**/src/{test,*Test}/**/*.{${JVM}}`], operands: 'none', folder: ['-p', '--project-dir'] },
  { leads: ['dotnet test', 'dotnet vstest'], include: ['**/*{Test,Tests}.{cs,fs,vb}', '**/*{.Test,.Tests,Tests,.UnitTests,.IntegrationTests}/**/*.{cs,fs}'], exclude: ['**/{bin,obj}/**'], operands: 'none' },
  { leads: ['rspec', 'rake spec'], include: ['**/*_spec.rb'], roots: ['spec'], operands: 'paths', valued: ['-e', '-t', '-f', '-o', '-r', '--format', '--out', '--tag'] },
  { leads: ['rake test', 'rails test', 'bin/rails test'], include: ['**/*_test.rb', '**/test_*.rb'], roots: ['test'], operands: 'paths' },
  { leads: ['phpunit', 'pest', 'paratest', 'artisan test'], include: ['**/*Test.php'], roots: ['tests', 'test'], operands: 'paths', valued: ['--filter', '--group', '--testsuite', '--coverage-clover', '--log-junit'], config: ['-c', '--configuration'] },
  { leads: ['swift test'], include: ['**/Tests/**/*.swift'], operands: 'none' },
  { leads: ['bats'], include: ['**/*.bats'], operands: 'paths' },
];
