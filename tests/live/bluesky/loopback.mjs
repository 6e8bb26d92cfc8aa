// Whatever address a server of the package asks for, or none: it listens on the loopback only.
import net from 'node:net'

const listen = net.Server.prototype.listen

net.Server.prototype.listen = function (place, ...rest) {
  if (typeof place === 'object' && place !== null && 'port' in place) {
    return listen.call(this, { ...place, host: '127.0.0.1' }, ...rest)
  }
  if (/^\d+$/.test(String(place))) {
    const others = typeof rest[0] === 'string' ? rest.slice(1) : rest
    return listen.call(this, Number(place), '127.0.0.1', ...others)
  }
  return listen.call(this, place, ...rest)
}
