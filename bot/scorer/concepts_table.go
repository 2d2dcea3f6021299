package scorer

// One line a concept, phrases separated by commas. General terms of the trade only: what is right for one question belongs
// in the guide, as that point's aliases.

// sameThing: another name for it.
const sameThing = `
kubernetes, k8s, kube
mean time to recovery, mean time to recover, mean time to restore, mean time to repair, mean time to resolve, mttr, time to restore, recovery time
mean time to detect, mean time to detection, mttd, time to detect, detection time
mean time between failures, mtbf
service level objective, slo, slos, reliability target
service level indicator, sli, slis
service level agreement, sla, slas
error budget, failure budget
high availability, highly available, ha
failover, fail over, failing over, switch over, switchover
canary, canaries, canary deployment, canary release, gradual rollout, progressive rollout, progressive delivery, phased rollout, staged rollout
blue green, blue/green, red black
rollback, roll back, rolled back, rolling back, revert, backed out, back out, undo the change, previous version, previous release, last good version, known good version
rollout, roll out, rolled out, rolling out
continuous integration, ci
continuous delivery, continuous deployment, cd
ci cd, cicd, delivery pipeline, deployment pipeline, build pipeline
infrastructure as code, iac, terraform, pulumi, cloudformation
configuration management, config management, ansible, puppet, chef, saltstack
load balancer, load balancing, load balanced, lb, elb, alb, nlb, haproxy
auto scaling, autoscaling, autoscale, autoscaler, autoscalers, hpa, scaling group, asg, scale automatically, elastic scaling
availability zone, availability zones, multi az, azs, multiple zones, across zones
multi region, multiple regions, several regions, second region, another region, backup region, secondary region
single point of failure, single points of failure, spof, spofs
content delivery network, cdn, edge cache
domain name system, dns
time to live, ttl
virtual machine, vm, vms
operating system, os
database, db, databases
replica, replication, replicate, replicated, standby
read replica, read replicas, read only replica
p99, 99th percentile, tail latency
p95, 95th percentile
p50, 50th percentile, median
queries per second, requests per second, qps, rps, request rate, throughput
central processing unit, cpu
random access memory, ram, memory
out of memory, oom, oomkilled, oom killer, oom kill
circuit breaker, circuit breaking, trip the breaker
rate limit, rate limiting, rate limiter, throttle, throttling
load shedding, shed load, shedding load, drop requests, reject requests early
exponential backoff, backoff, back off
jitter, randomised delay, randomized delay, random delay
retry, retries, try again, reattempt
feature flag, feature toggle, kill switch, feature switch
post mortem, postmortem, post incident review, incident review, retrospective, retro
blameless, no blame, without blame, blame free, not blaming, without blaming
root cause analysis, root cause, rca, underlying cause, five whys, why it happened
runbook, runbooks, playbook, playbooks, standard operating procedure
on call, oncall, pager duty, rota, rotation
incident commander, incident lead, incident manager
denial of service, ddos, dos attack
transport layer security, tls, ssl, https, encryption in transit
multi factor authentication, mfa, two factor, 2fa
role based access control, rbac
least privilege, minimum permissions, minimal permissions, only the permissions
identity and access management, iam
remote procedure call, rpc, grpc
message queue, queue, queueing, message broker, kafka, rabbitmq, sqs
distributed tracing, tracing, traces, trace, opentelemetry, jaeger
recovery point objective, rpo
recovery time objective, rto
disaster recovery, dr
key performance indicator, kpi
return on investment, roi
toil, repetitive manual work, manual repetitive work
connection pool, connection pooling, pooled connections
least recently used, lru
first in first out, fifo
last in first out, lifo
application programming interface, api
user interface, ui
integrated development environment, ide
version control, source control, git
pull request, merge request, code review, peer review
unit test, unit testing
end to end test, e2e test, integration test
chaos engineering, chaos monkey, fault injection, failure injection, game day, game days
golden signals, four golden signals
persistent volume, pvc, pv
quorum, majority
split brain, two leaders
leader election, elect a leader
`

// nearlySame: general verbs and nouns that people use for one another.
const nearlySame = `
reduce, decrease, lower, cut, shrink, minimise, minimize, lessen, less, fewer, drop
increase, raise, grow, growth, boost, rise
improve, improvement, enhance, better, optimise, optimize, refine
detect, detection, notice, spot, discover, identify, find, recognise, recognize, catch
fix, repair, resolve, remedy, remediate, mitigate, solve, correct, patch
begin, start, initial, initiate
end, finish, complete, terminate, stop
error, errors, bug, bugs, defect, mistake, fault, problem, issue
outage, downtime, unavailability, down, unavailable
fast, quick, rapid, speed, quickly, faster, immediately, prompt, promptly, right away, at once, asap, straight away
slow, sluggish, latency, delay, lag
show, display, present, demonstrate, illustrate
check, verify, validate, test, confirm
divide, split, partition, break down, separate, shard
combine, merge, join, unite, put together
create, build, construct, develop, produce, generate
delete, remove, erase, drop, discard, eliminate
change, modify, alter, update, edit, adjust
choose, select, pick, decide
distribute, spread, share, balance
store, save, keep, hold, contain, persist, hold onto
send, transmit, deliver, forward, transfer, pass
receive, get, obtain, retrieve, fetch, acquire
isolate, isolation, contain, quarantine, cordon
tell, inform, notify, announce, communicate, communication, message, update stakeholders
stakeholder, stakeholders, management, customers, users, affected teams, status page
colleague, coworker, team member, teammate, co worker
automate, automated, automation, automatic, automatically, script, scripted, scripts
manual, manually, by hand
alert, alerts, alerting, page, paged, alarm
monitor, monitoring, observe, observability, watch, track, metrics
priority, prioritise, prioritize, triage, rank, ranked, order of importance, most important, worst first
incremental, incrementally, gradual, gradually, step by step, in steps, small steps, in stages, bit by bit
roadmap, backlog, plan, planned, schedule, scheduled, sprint
delegate, hand over, hand off, assign
urgent, urgency, emergency, pressing
deadline, deadlines, due date, by when
perspective, viewpoint, point of view, their side, their view
document, documentation, write up, write down, wrote up, written, documented
redundant, redundancy, duplicate, spare, backup, standby, replica
estimate, forecast, predict, project, projection, anticipate
requirement, requirements, need, demand
memory, storage, space
method, function, procedure, routine, subroutine
member, field, attribute, property
parameter, argument, input
data, information, value, values, contents
item, element, entry, node
array, list, sequence
size, length, number of elements, how many
location, address, position, place
object, instance, class instance
user, users, customer, customers, client, end user
cheap, inexpensive, cost effective, low cost
efficient, efficiency, effective, performance
advantage, benefit, pro
disadvantage, drawback, downside, con
small, smaller, tiny, little, simple
large, larger, big, bigger, huge, great
same, identical, equal, similar, alike
different, differ, difference, distinct
goal, aim, objective, purpose, target
learn, learning, lesson, lessons, training
teach, mentor, coach, train, knowledge sharing, pairing, pair programming
meeting, one on one, 1 1, conversation, talk, sit down
agree, agreement, consensus, alignment
work together, collaborate, collaboration, cooperate, cross functional
cause, reason, source
effect, result, outcome, consequence, impact
network, internet
server, servers, host, machine, node, instance, instances
peak, spike, spikes, surge, burst
traffic, requests, load
capacity, headroom, resources
bandwidth, capacity, data rate, throughput
packet, frame, datagram, segment
receiver, destination, recipient
sender, source, transmitter
collision, conflict, interference
wait, waiting, idle, pause
permission, access, authorization, authorisation, privilege
assess, assessment, evaluate, evaluation, figure out, find out, determine, establish
diagnose, diagnosis, investigate, investigation, debug, troubleshoot, analyse, analyze, analysis, look into
temporary, stopgap, workaround, interim, short term, quick fix
drill, drills, exercise, exercises, rehearse, rehearsal, practice, practise, tabletop, dry run
regularly, regular, weekly, monthly, quarterly, periodic, periodically, every week, every month, each quarter, twice a year, once a month
offsite, off site, elsewhere, another region, second region, another account, different account, other region
cross functional, different teams, several teams, together with
`

// sameKind: products of one kind. Any of them will do where the guide names another.
const sameKind = `
prometheus, grafana, datadog, cloudwatch, new relic, nagios, zabbix, dynatrace, monitoring tool, dashboards, stackdriver, honeycomb
elk, elasticsearch, splunk, loki, kibana, logstash, log aggregation, centralised logging, centralized logging, central logs, log analysis
pagerduty, opsgenie, victorops, pager
slack, teams, zoom, chat channel, incident channel, war room, bridge call
jenkins, github actions, gitlab ci, circleci, argocd, argo cd, tekton, spinnaker, buildkite
aws, amazon, gcp, google cloud, azure, cloud provider
docker, containerd, podman, container, containers
rds, aurora, cloud sql, managed database, postgres, postgresql, mysql
redis, memcached, in memory cache, cache, caching
k6, jmeter, locust, gatling, load test, load testing, stress test
python, bash, golang, shell script, scripts
vault, secrets manager, kms, secret store
waf, firewall, security group, network policy
`

// products name a tool where the point is what it is for; they count for little as words.
var products = wordSet(`aws amazon gcp google azure microsoft prometheus grafana datadog cloudwatch jenkins docker terraform ansible
	kubernetes k8s slack pagerduty opsgenie splunk elk elasticsearch kibana logstash nagios zabbix rds ec2 s3 elb jira confluence
	trello git github gitlab circleci argocd redis memcached kafka rabbitmq mysql postgres postgresql python bash golang route53
	cloudformation puppet chef istio envoy nginx haproxy vault`)
