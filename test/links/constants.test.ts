import { describe, expect, test } from 'vitest';
import { call, code, constant, imports, linked } from './support.ts';

const CONFIG = code('app/config.py', {
  constants: [constant(1, 'MODEL', 'm-1'), constant(5, 'Settings.model', 'm-2'), constant(6, 'Settings.limit', 10), constant(9, 'MODEL', 'later')],
  calls: [call(8, 'Settings', {}, { assigned: 'settings' })],
});
const BARREL = code('app/__init__.py', { imports: [imports('.config', 'MODEL', 'settings')] });

const lookUp = (name: string, parts: Parameters<typeof code>[1] = {}, ...others: ReturnType<typeof code>[]) =>
  linked([code('app/main.py', parts), CONFIG, ...others]).constantOf('app/main.py', name);

describe('the literal behind a name', () => {
  test('in the same file, the first of its name', () => {
    const constants = [constant(3, 'MODEL', 'own'), constant(4, 'MODEL', 'second'), constant(5, 'config.model', 'm-3'), constant(6, 'LIMIT', 0), constant(7, 'NONE', null), constant(8, 'LATE', null), constant(9, 'LATE', 'set'), constant(10, 'LATE', null)];
    expect(lookUp('MODEL', { constants })).toEqual({ value: 'own', path: 'app/main.py', line: 3 });
    expect(lookUp('config.model', { constants })).toEqual({ value: 'm-3', path: 'app/main.py', line: 5 });
    expect(lookUp('config["model"]', { constants })?.value).toBe('m-3');
    expect(lookUp("config.get('model')", { constants })?.value).toBe('m-3');
    expect(lookUp('config?.model!', { constants })?.value).toBe('m-3');
    expect(lookUp('LIMIT', { constants })).toEqual({ value: 0, path: 'app/main.py', line: 6 });
    expect(lookUp('NONE', { constants })).toEqual({ value: null, path: 'app/main.py', line: 7 });
    expect(lookUp('LATE', { constants })).toEqual({ value: 'set', path: 'app/main.py', line: 9 });
  });

  const MODEL = { value: 'm-1', path: 'app/config.py', line: 1 };
  const FIELD = { value: 'm-2', path: 'app/config.py', line: 5 };
  test.each([
    ['MODEL', imports('app.config', 'MODEL'), MODEL], ['M', imports('app.config', 'MODEL:M'), MODEL], ['config.MODEL', imports('app', 'config'), MODEL], ['MODEL', imports('.config', '*'), MODEL],
    ['app.config.MODEL', imports('app.config', '*:app.config'), MODEL], ['settings.model', imports('app.config', 'settings'), FIELD], ['s.model', imports('app.config', 'settings:s'), FIELD],
    ['config.settings.model', imports('app', 'config'), FIELD], ['Settings.model', imports('app.config', 'Settings'), FIELD], ['MODEL', imports('app', 'MODEL'), MODEL], ['settings.model', imports('app', 'settings'), FIELD],
  ])('through an import: %s', (name, signal, expected) => {
    expect(lookUp(name, { imports: [signal] }, BARREL)).toEqual(expected);
  });

  test('of an instance that the file makes', () => {
    const parts = { imports: [imports('app.config', 'Settings')], calls: [call(2, 'Settings', {}, { assigned: 'conf' })] };
    expect(lookUp('conf.model', parts)).toEqual(FIELD);
  });

  test('of a field of the class at hand', () => {
    const constants = [constant(3, 'Agent.model', 'm-4'), constant(4, 'Other.name', 'x'), constant(5, 'Agent.name', 'y')];
    expect(lookUp('self.model', { constants })).toEqual({ value: 'm-4', path: 'app/main.py', line: 3 });
    expect(lookUp('this.model', { constants })?.value).toBe('m-4');
    expect(lookUp('self.name', { constants })).toBeUndefined();
  });

  test('of a parameter is its default, where there is one only', () => {
    expect(lookUp('model', { constants: [constant(3, 'ask(model)', 'm-5')] })).toEqual({ value: 'm-5', path: 'app/main.py', line: 3 });
    expect(lookUp('model', { constants: [constant(3, 'ask(model)', 'm-5'), constant(4, 'tell(model)', 'm-5')] })?.line).toBe(3);
    expect(lookUp('model', { constants: [constant(3, 'ask(model)', 'm-5'), constant(4, 'tell(model)', 'm-6')] })).toBeUndefined();
  });

  test('of a field by the name of its class, where that is unique and no test\'s', () => {
    expect(lookUp('settings.model')).toEqual(FIELD);
    expect(lookUp('self.settings.model')).toEqual(FIELD);
    expect(lookUp('settings.limit')?.value).toBe(10);
    expect(lookUp('settings.Model')).toBeUndefined();
    expect(lookUp('settings.model', {}, code('b/config.py', { constants: [constant(1, 'Settings.model', 'm-9')] }))).toBeUndefined();
    expect(lookUp('settings.model', {}, code('tests/config.py', { constants: [constant(1, 'Settings.model', 'm-9')] }, { role: 'test' }))).toEqual(FIELD);
  });

  test('is nothing where nothing is known', () => {
    expect(lookUp('MODEL')).toBeUndefined();
    expect(lookUp('')).toBeUndefined();
    expect(lookUp('__proto__')).toBeUndefined();
    expect(lookUp('constructor.name')).toBeUndefined();
    expect(linked([]).constantOf('nowhere.py', 'MODEL')).toBeUndefined();
  });

  test('ends where files import each other', () => {
    const signals = [code('app/a.py', { imports: [imports('app.b', 'MODEL', '*')] }), code('app/b.py', { imports: [imports('app.a', 'MODEL', '*')] })];
    expect(linked(signals).constantOf('app/a.py', 'MODEL')).toBeUndefined();
  });

  test('is given up where thousands of files pass it on to one another', () => {
    const signals = Array.from({ length: 5_000 }, (_, index) => code(`app/m${index}.py`, { imports: [imports(`app.m${index + 1}`, 'MODEL')] }));
    const end = code('app/m5000.py', { constants: [constant(1, 'MODEL', 'm-1')] });
    const { constantOf } = linked([...signals, end]);
    expect(constantOf('app/m0.py', 'MODEL')).toBeUndefined();
    expect(constantOf('app/m4999.py', 'MODEL')?.value).toBe('m-1');
  });
});
