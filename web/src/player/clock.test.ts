import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SessionClock } from './clock';

/** A source that a test moves by hand. */
function source() {
  let at = 5_000_000.25;
  return { now: () => at, pass: (ms: number) => (at += ms) };
}

test('runs with its source, stands in a pause, ends at the end', () => {
  const s = source();
  const clock = new SessionClock(s.now, 60);
  s.pass(1000);
  assert.equal(clock.seconds(), 0);
  clock.start();
  s.pass(2500);
  assert.equal(clock.seconds(), 2.5);
  clock.pause();
  s.pass(100_000);
  assert.equal(clock.seconds(), 2.5);
  clock.start();
  clock.start();
  s.pass(500);
  assert.equal(clock.seconds(), 3);
  s.pass(100_000);
  assert.equal(clock.seconds(), 60);
  assert.ok(clock.over);
});

test('a thousand pauses and changes of speed lose no time: the drift stays under a millisecond in an hour', () => {
  const s = source();
  const clock = new SessionClock(s.now, 36_000);
  let expected = 0;
  let seed = 7;
  const chance = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  let speed = 1;
  clock.start();
  for (let i = 0; i < 1000; ++i) {
    const ran = chance() * 7200;
    s.pass(ran);
    expected += (ran / 1000) * speed;
    if (i % 3 === 0) {
      clock.pause();
      s.pass(chance() * 9000);
      clock.start();
    } else {
      speed = 0.5 + chance();
      clock.setSpeed(speed);
    }
  }
  assert.ok(Math.abs(clock.seconds() - expected) < 0.001, `${clock.seconds()} ${expected}`);
});

test('a jump keeps it running; a frame may say its own time', () => {
  const s = source();
  const clock = new SessionClock(s.now, 100);
  clock.start();
  clock.seek(40);
  s.pass(1000);
  assert.equal(clock.seconds(), 41);
  assert.equal(clock.seconds(s.now() - 400), 40.6);
  clock.seek(-3);
  assert.equal(clock.seconds(), 0);
  clock.seek(1e9);
  assert.equal(clock.seconds(), 100);
});
