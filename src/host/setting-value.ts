// A setting as it was read, held against its default: anybody can write anything into a settings file. Pure.

/** The value where it is of the default's kind, else the default. Beside a default of `null` a number fits. */
export function settingValue<Value>(read: unknown, fallback: Value): Value {
  return kindOf(read) === (fallback === null ? 'number' : kindOf(fallback)) ? (read as Value) : fallback;
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
}
