// A heart strap by Web Bluetooth (service 0x180D, measurement 0x2A37), where the browser has it.
export interface Beat {
  bpm: number;
  contact: boolean | null; // null: the strap does not say
}

/** Reads a Heart Rate Measurement. Nothing when it is too short or no pulse. */
export function readBeat(bytes: DataView): Beat | null {
  if (bytes.byteLength < 2) return null;
  const flags = bytes.getUint8(0);
  const wide = (flags & 1) === 1;
  if (wide && bytes.byteLength < 3) return null;
  const bpm = wide ? bytes.getUint16(1, true) : bytes.getUint8(1);
  if (bpm < 25 || bpm > 250) return null;
  return { bpm, contact: flags & 4 ? (flags & 2) !== 0 : null };
}

export const canConnect = (): boolean => typeof navigator !== 'undefined' && 'bluetooth' in navigator;

/** Asks the person to choose a strap. @returns how to let go of it. @throws when nothing was chosen or it is out of reach */
export async function connect(onbeat: (beat: Beat) => void, onlost: () => void): Promise<() => void> {
  const device = await navigator.bluetooth.requestDevice({ filters: [{ services: ['heart_rate'] }] });
  device.addEventListener('gattserverdisconnected', onlost);
  const gatt = await device.gatt?.connect();
  const service = await gatt?.getPrimaryService('heart_rate');
  const measured = await service?.getCharacteristic('heart_rate_measurement');
  if (!gatt || !measured) throw new Error('no heart rate service');
  measured.addEventListener('characteristicvaluechanged', () => {
    const beat = measured.value ? readBeat(measured.value) : null;
    if (beat && beat.contact !== false) onbeat(beat);
  });
  await measured.startNotifications();
  return () => {
    device.removeEventListener('gattserverdisconnected', onlost);
    gatt.disconnect();
  };
}
