# socklab 的简体中文。键与 en.ftl 相同，顺序也相同。

list-title = 实验

# ---- 一次运行的图和步骤

render-client = 客户端程序
render-server = 服务器程序
render-send-queue = 发送队列
render-wire = 线路
render-receive-queue = 接收队列
render-segments = { $count } 段
render-blocked = 阻塞在这里
render-concurrent = 有多个线程在运行：只有同一个角色内部的先后是确定的
render-rows-left-out = .. 这里省略了 { $count } 行，完整过程见逐步记录
render-dropped = 另有 { $count } 个事件超出了记录的容量
render-wait-queued = 等到有 { $bytes } 字节可读
render-wait-readable = 等到可读
render-wait-writable = 等到可写
render-wait-acknowledged = 等到全部得到确认
render-wait-state = 等到 { $state }
render-queues = 队列：{ $receive } 字节待读，{ $send } 字节未确认
render-segments-out = 至此发出了 { $count } 个带数据的段
render-state = 状态 { $state }

# ---- 运行报告

render-isolated = 在独立的网络命名空间里运行
render-host = 在本机的环回接口上运行
render-host-refused = 在本机的环回接口上运行：系统不允许新建网络命名空间（{ $because }）
render-turned = 不作判定：改了设置（{ $settings }）
render-failed = 这个场景中途出错：{ $because }
render-deadline = 这个场景 { $seconds } 秒后还没有结束，已中止
render-not-started = 没有运行：本机缺少{ $what }
render-missing = { $what }（{ $because }）
render-holds = 成立
render-broken = 不成立
render-unobservable = 无法观察
render-unrecorded = 尚无记录
render-not-judged = 不判定
render-as-expected = 观察到：{ $value }，与预期相符
render-expected = 预期：{ $value }
render-expected-here = 预期：{ $value } [{ $evidence }]
render-observed = 观察到：{ $value }
render-observed-nothing = 什么也没有观察到
render-nothing-known = { $system } 上还没有记录
render-needs = 需要{ $what }
render-decided-by = [由 #{ $number } 判定]
render-measured = 实测
render-cited = 引自：{ $source }
render-unknown = 未知
render-yes = 是
render-no = 否
render-ok = 成功
render-or = 或
render-at-least = 至少 { $number }
render-at-most = 至多 { $number }
render-between = { $low } 到 { $high }
render-capability-isolation = 网络命名空间
render-capability-wire = 抓包权限
render-capability-ipv6 = IPv6 环回地址
render-capability-tcp-info = TCP_INFO
render-capability-tcp-table = TCP 连接表
render-capability-cork = TCP_CORK 和 TCP_QUICKACK
render-capability-reuse-port = SO_REUSEPORT
render-capability-true-length = 作为 recv 标志的 MSG_TRUNC
render-summary-holds = { $count } 条成立
render-summary-broken = { $count } 条不成立
render-summary-unobservable = { $count } 条无法观察
render-summary-unrecorded = { $count } 条尚无记录
render-summary-not-judged = { $count } 条未判定
