/** What is found for an object, found once: many rules ask the same of a plan. It is forgotten with the object. */
export function remembered<Key extends object, Value>(memory: WeakMap<Key, Value>, key: Key, find: () => Value): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const found = find();
  memory.set(key, found);
  return found;
}
