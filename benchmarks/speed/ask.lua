-- wrk's script: one thread, each request a question that was never asked before.
-- Arguments: path, file with a request body a line in which %d makes it different, first number.

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"

local path, bodies, number

function init(args)
  path, number, bodies = args[1], tonumber(args[3]), {}
  for line in io.lines(args[2]) do bodies[#bodies + 1] = line end
end

function request()
  number = number + 1
  local body = bodies[number % #bodies + 1]:gsub("%%d", number)
  return wrk.format(nil, path, nil, body)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"answered": %d, "errors": %d, "seconds": %f, "p50": %f, "p99": %f}\n',
    summary.requests - errors.status,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    summary.duration / 1e6, latency:percentile(50) / 1e6, latency:percentile(99) / 1e6
  ))
end
