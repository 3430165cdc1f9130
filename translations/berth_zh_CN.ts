<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>QObject</name>
    <message>
        <source>Copy rows</source>
        <translation>复制行</translation>
    </message>
</context>
<context>
    <name>core::preview</name>
    <message>
        <source>The workload asks for no replicas.</source>
        <translation>该工作负载不要求任何副本。</translation>
    </message>
    <message>
        <source>%1 may be selected by a policy that Berth may not read: %2.</source>
        <translation>%1 可能由 Berth 无权读取的策略选中：%2。</translation>
    </message>
    <message>
        <source>No policy selects %1, so the fleet does not propagate it.</source>
        <translation>没有策略选中 %1，因此舰队不会分发它。</translation>
    </message>
    <message>
        <source>Policy %1 suspends scheduling; the workload waits until that ends.</source>
        <translation>策略 %1 暂停了调度；工作负载将等待，直到暂停结束。</translation>
    </message>
    <message>
        <source>%1 is out by %2: %3.</source>
        <translation>%1 被 %2 排除：%3。</translation>
    </message>
    <message>
        <source>%1 passed the filters and was not selected by the spread constraints.</source>
        <translation>%1 通过了过滤，但没有被分布约束选中。</translation>
    </message>
    <message>
        <source>%1 passed the filters and gets nothing of the gang, which is placed whole in %2.</source>
        <translation>%1 通过了过滤，但没有得到 gang 的副本：gang 整体放在 %2。</translation>
    </message>
    <message>
        <source>%1 passed the filters and gets nothing of the gang: it has room for %2, and a gang is placed whole or not at all.</source>
        <translation>%1 通过了过滤，但没有得到 gang 的副本：它只放得下 %2，而 gang 要么整体放置，要么不放置。</translation>
    </message>
    <message>
        <source>The policy names %1, and the fleet has no cluster of that name.</source>
        <translation>策略中写了 %1，但舰队中没有叫这个名字的集群。</translation>
    </message>
    <message>
        <source>The policy names %1, and which clusters the fleet has is not known.</source>
        <translation>策略中写了 %1，而舰队有哪些集群未知。</translation>
    </message>
    <message>
        <source>No other cluster is known here, and no policy: all of it runs in %1 itself.</source>
        <translation>这里没有已知的其他集群，也没有策略：全部就在 %1 上运行。</translation>
    </message>
    <message>
        <source>The policy names %1, which the what-if leaves out.</source>
        <translation>策略中写了 %1，而假设中去掉了它。</translation>
    </message>
    <message>
        <source>The previous placement has %1 in %2, and the fleet has no cluster of that name.</source>
        <translation>原先的放置在 %2 中有 %1，但舰队中没有叫这个名字的集群。</translation>
    </message>
    <message>
        <source>%2 keeps %1, and the policy wants none there.</source>
        <translation>%2 保留 %1，而策略不要它们在那里。</translation>
    </message>
    <message>
        <source>The scheduler refuses the placement that the policy asks for, so the previous one stands, with %1.</source>
        <translation>调度器拒绝策略所求的放置，因此原先的放置不变，有 %1。</translation>
    </message>
    <message>
        <source>The stock of %1 is stated for %2, where no pool buys, and that in %3 is not known: is the zone mistyped?</source>
        <translation>%1 的库存写在 %2，但没有节点池在那里购买，而 %3 的库存未知：可用区是否写错了？</translation>
    </message>
    <message>
        <source>Overrides change what pods ask for in %1: the division is for the pod as the fleet has it, and what gets a node is told of the pods that the clusters get.</source>
        <translation>覆盖策略改变了 Pod 在 %1 中的请求：划分按舰队中的 Pod 进行，能否得到节点则按集群实际得到的 Pod 说明。</translation>
    </message>
    <message>
        <source>Kubernetes has lost %3 of %2, with %1: evicted after tolerationSeconds (300 unless stated), so counted as not placed.</source>
        <translation>Kubernetes 已与 %2 的 %3 失去联系，其上有 %1：过了 tolerationSeconds（未写时为 300）就会被驱逐，因此按未放置计。</translation>
    </message>
    <message>
        <source>ACK One does not document whether its scheduler counts a cluster&apos;s ResourceQuota; Berth takes it that it does. What is over the quota is not made, whoever counts.</source>
        <translation>ACK One 没有说明其调度器是否计入集群的 ResourceQuota；Berth 按计入处理。无论谁来计，超出配额的都不会创建。</translation>
    </message>
    <message>
        <source>Pool %1 wants spot instances and falls back on pay-as-you-go, %2: this is what that buys, at its price.</source>
        <translation>节点池 %1 想要抢占式实例，并退回按量付费，%2：这里是按该方式购买的，按其价格计。</translation>
    </message>
    <message>
        <source>The policy has no autoScaling.ecsProvision: true, so stock does not count.</source>
        <translation>策略没有设置 autoScaling.ecsProvision: true，因此不计库存。</translation>
    </message>
    <message>
        <source>The scheduler leaves the workload unscheduled: %1.</source>
        <translation>调度器没有调度该工作负载：%1。</translation>
    </message>
    <message>
        <source>Affinity group %1 cannot take it: %2.</source>
        <translation>亲和组 %1 无法容纳：%2。</translation>
    </message>
    <message>
        <source>Affinity group %1 takes it.</source>
        <translation>由亲和组 %1 容纳。</translation>
    </message>
    <message>
        <source>Room for %1 more is held by pods of lower priority; it does not count as free.</source>
        <translation>另有 %1 个副本的空间被低优先级 Pod 占用，不计为空闲。</translation>
    </message>
    <message>
        <source>Quota %1 of the namespace leaves room for %2.</source>
        <translation>命名空间的配额 %1 还允许 %2 个。</translation>
    </message>
    <message>
        <source>The API server makes none of them: %1.</source>
        <translation>API 服务器一个也不会创建：%1。</translation>
    </message>
    <message>
        <source>Quota %1 of the namespace turns away pods without a %2.</source>
        <translation>命名空间的配额 %1 拒绝未写明 %2 的 Pod。</translation>
    </message>
    <message>
        <source>Pool %1 with %2: the pod does not fit an empty node: %3.</source>
        <translation>节点池 %1 使用 %2：Pod 放不进空节点：%3。</translation>
    </message>
    <message>
        <source>Stock of %1 in %2 is %3 (%4).</source>
        <translation>%1 在 %2 的库存为 %3（%4）。</translation>
    </message>
    <message>
        <source>Not all of that is certain: between %1 and %2 replicas could be bought.</source>
        <translation>其中并非都确定：可购买 %1 到 %2 个副本的节点。</translation>
    </message>
    <message>
        <source>None of it is certain: %1.</source>
        <translation>其中没有确定的：%1。</translation>
    </message>
    <message>
        <source>Quota %1 leaves %2.</source>
        <translation>配额 %1 还剩 %2。</translation>
    </message>
    <message>
        <source>The vSwitches of pool %1 in %2 have %3 free.</source>
        <translation>节点池 %1 在 %2 的交换机中空闲：%3。</translation>
    </message>
    <message>
        <source>One scale-out of pool %1 adds at most %2.</source>
        <translation>节点池 %1 一次扩容最多增加 %2。</translation>
    </message>
    <message>
        <source>The snapshot does not hold %1, so this is unknown.</source>
        <translation>快照中没有 %1，因此未知。</translation>
    </message>
    <message>
        <source>The cloud states no count: between %1 and %2 replicas could be bought.</source>
        <translation>云厂商没有给出数量：可购买 %1 到 %2 个副本所需的节点。</translation>
    </message>
    <message>
        <source>%1 makes it another workload in %2: %3.</source>
        <translation>%1 使工作负载在 %2 中有所不同：%3。</translation>
    </message>
    <message>
        <source>Karmada&apos;s scheduler asks for the pod as the fleet has it; the clusters get the other one.</source>
        <translation>Karmada 的调度器按舰队中的 Pod 询问，而集群得到的是修改后的 Pod。</translation>
    </message>
    <message>
        <source>ACK One does not document which of the two its scheduler asks for; Berth takes the pod as the fleet has it, as Karmada does.</source>
        <translation>ACK One 未说明其调度器按哪个 Pod 询问；Berth 与 Karmada 一样，按舰队中的 Pod 计算。</translation>
    </message>
    <message>
        <source>Whether nodes that may be starting, or whose room cannot be read, come to have room decides what is left for other clusters: with it and without %1 of %2 replicas get a node, on %3 new nodes.</source>
        <translation>可能正在启动、或空位读不出的节点最终是否有空位，决定了给其他集群留下多少：两种情况下，%2 个副本中有 %1 个得到节点，新增节点 %3 个。</translation>
    </message>
    <message>
        <source>At other values of stock the division is another one, or other nodes are bought: over all of them %1 of %2 replicas get a node, on %3 new nodes.</source>
        <translation>库存为其他数值时，分配方式或购买的节点会不同：在所有数值下，%2 个副本中有 %1 个得到节点，新增节点 %3 个。</translation>
    </message>
    <message>
        <source>A DaemonSet gets one pod on every node that exists and admits it; no node is bought for it.</source>
        <translation>DaemonSet 在每个已有且允许它的节点上运行一个 Pod；不会为它购买节点。</translation>
    </message>
    <message>
        <source>The previous placement holds as many replicas as are asked for and is kept.</source>
        <translation>之前的放置已满足所需副本数，保持不变。</translation>
    </message>
    <message>
        <source>No replicas are asked for, and none ran before: nothing is divided.</source>
        <translation>没有要求副本，之前也没有运行过副本：无需划分。</translation>
    </message>
    <message>
        <source>Of the %1 that are divided %2 run at one time: so many completions are left.</source>
        <translation>被拆分的 %1 中同时运行 %2 个：只剩这么多次完成。</translation>
    </message>
    <message>
        <source>%1: weight %2 of %3, %4 by proportion, %5 after rounding.</source>
        <translation>%1：权重 %2/%3，按比例为 %4，取整后为 %5。</translation>
    </message>
    <message>
        <source>Clusters with equal availability stand at the cut; their order decides.</source>
        <translation>分界处的集群可用量相同，由它们的顺序决定。</translation>
    </message>
    <message>
        <source>It gets all, as no other cluster passed the filters.</source>
        <translation>其他集群都没有通过过滤，因此全部分给它。</translation>
    </message>
    <message>
        <source>The policy&apos;s static weights give it %1 of %2.</source>
        <translation>按策略的静态权重，它占 %2 中的 %1。</translation>
    </message>
    <message>
        <source>No static weight of the policy names a cluster here, so all get the same share.</source>
        <translation>策略的静态权重没有点到这里的任何集群，因此各集群所得相同。</translation>
    </message>
    <message>
        <source>Divided by available replicas: it can take %1 of %2.</source>
        <translation>按可用副本数划分：它能容纳 %2 中的 %1。</translation>
    </message>
    <message>
        <source>Divided by available replicas: how many it can take is not known.</source>
        <translation>按可用副本数划分：它能容纳多少不得而知。</translation>
    </message>
    <message>
        <source>As few clusters as hold all, the largest first: it can take %1.</source>
        <translation>用尽可能少的集群容纳全部，容量最大者优先：它能容纳 %1 个。</translation>
    </message>
    <message>
        <source>As few clusters as hold all: how many it can take is not known.</source>
        <translation>用尽可能少的集群容纳全部：它能容纳多少不得而知。</translation>
    </message>
    <message>
        <source>It keeps its share of what ran before: %1 of %2.</source>
        <translation>它保留原有副本中的份额：%2 中的 %1。</translation>
    </message>
    <message>
        <source>It keeps %1 and gets %2 more.</source>
        <translation>它保留 %1，另得 %2 个。</translation>
    </message>
    <message>
        <source>It keeps the %1 that it had.</source>
        <translation>它保留原有的 %1。</translation>
    </message>
    <message>
        <source>Its affinity group is filled before the groups that come after it.</source>
        <translation>先装满它所在的亲和组，再轮到之后的组。</translation>
    </message>
    <message>
        <source>An override sets the replicas of its copy.</source>
        <translation>差异化配置规定了它那一份的副本数。</translation>
    </message>
    <message>
        <source>The label retain-replicas keeps the number that it has.</source>
        <translation>标签 retain-replicas 使它保留自己的副本数。</translation>
    </message>
    <message>
        <source>The spread constraints select %1 of %2 that passed the filters, this one among them.</source>
        <translation>分布约束从通过过滤的 %2 中选出 %1，其中有它。</translation>
    </message>
    <message>
        <source>It can take none: %1.</source>
        <translation>它一个也放不下：%1。</translation>
    </message>
    <message>
        <source>The scheduler sees no room in it.</source>
        <translation>调度器认为它没有空余容量。</translation>
    </message>
    <message>
        <source>Weight %1 of %2 is %3 of %4, which is rounded to none.</source>
        <translation>权重 %1/%2 折合 %4 个中的 %3 个，取整后为零。</translation>
    </message>
    <message>
        <source>Weight %1 of %2 ties with %3, which comes first: the workload&apos;s UID orders equals.</source>
        <translation>权重 %1/%2 与 %3 相同，而 %3 排在前面：相同者的顺序由工作负载的 UID 决定。</translation>
    </message>
    <message>
        <source>The policy&apos;s static weights give it none.</source>
        <translation>策略的静态权重没有分给它。</translation>
    </message>
    <message>
        <source>The policy asks for as few clusters as hold all, and others with more room or with replicas do.</source>
        <translation>策略要求用尽可能少的集群容纳全部副本，其他余量更大或已有副本的集群已能容纳。</translation>
    </message>
    <message>
        <source>The affinity groups before its own hold all.</source>
        <translation>排在它前面的亲和组已容纳全部副本。</translation>
    </message>
    <message>
        <source>%1 share quota %2: %3 left for %4 asked. Who asks first gets it.</source>
        <translation>%1 共用配额 %2：需要 %4，仅剩 %3。先问到的先得。</translation>
    </message>
    <message>
        <source>Replicas that get a node, by who asks first: %1. What is shown is one order.</source>
        <translation>按谁先请求，得到节点的副本数：%1。所示为其中一种顺序。</translation>
    </message>
    <message>
        <source>%1 share the stock of %2 in %3: %4 for %5 asked. Who asks first gets it.</source>
        <translation>%1 共用 %2 在 %3 的库存：需要 %5 台，仅有 %4。先问到的先得。</translation>
    </message>
    <message>
        <source>All %1 get a node.</source>
        <translation>%1全部有节点。</translation>
    </message>
    <message>
        <source>The one replica gets a node.</source>
        <translation>唯一的副本有节点。</translation>
    </message>
    <message>
        <source>The one replica gets no node.</source>
        <translation>唯一的副本没有节点。</translation>
    </message>
    <message>
        <source>%1 of %2 get a node.</source>
        <translation>%2中有 %1 个得到节点。</translation>
    </message>
    <message>
        <source>%1 of %2 surely get a node; %3 more may.</source>
        <translation>%2中 %1 个肯定得到节点；另外 %3 个也许能得到。</translation>
    </message>
    <message>
        <source>The API server refuses this apply, so what runs stays: %1.</source>
        <translation>API 服务器拒绝这次应用，因此正在运行的保持不变：%1。</translation>
    </message>
    <message>
        <source>There is a node for %1; %2 would run by preempting pods of lower priority.</source>
        <translation>%1 都有节点；其中 %2 个要靠抢占优先级更低的 Pod 运行。</translation>
    </message>
    <message>
        <source>Room for %1 may be taken first by %2 of other workloads that wait for a node.</source>
        <translation>%1 的空间可能先被其他工作负载中等待节点的 %2 占用。</translation>
    </message>
    <message>
        <source>Room for %1 comes free with %2 on the way out; until then the scheduler does not count it.</source>
        <translation>正在退出的 %2 消失后会空出 %1 的空间；在此之前调度器不计入。</translation>
    </message>
    <message>
        <source>Room for %1 comes with %2 starting: it is taken before anything is bought, and the scheduler does not count it until they are Ready.</source>
        <translation>%2 正在启动，会带来 %1 的空间：在购买任何节点之前先占用它；在它们就绪之前调度器不计入。</translation>
    </message>
    <message>
        <source>In %1 %2 would wait for %3 still starting (%4); no new node is bought for what waits there. Until when is not known.</source>
        <translation>在 %1 中，%2 将等待正在启动的 %3（%4）；不会为在那里等待的副本购买新节点。何时就绪未知。</translation>
    </message>
    <message>
        <source>In %1 %2 may wait for %3 (%4), starting or broken, which cannot be told; if broken, nodes are bought instead.</source>
        <translation>在 %1 中，%2 可能等待 %3（%4）；它们是正在启动还是已损坏无法判断；如果已损坏，则改为购买节点。</translation>
    </message>
    <message>
        <source>In %1 %2 would run by preempting %3: no node is bought for it.</source>
        <translation>在 %1 中，%2 将通过抢占 %3 运行：不会为此购买节点。</translation>
    </message>
    <message>
        <source>Clusters that are equal are put in order by the UID that the workload gets when it is applied, so it may also be %1. Over both orders %2 of %3 get a node; new nodes: %4.</source>
        <translation>相同的集群按工作负载应用时得到的 UID 排序，因此也可能是 %1。两种顺序下，%3 中有 %2 个得到节点；新节点：%4。</translation>
    </message>
    <message>
        <source>Weight %1 of %2 ties with %3: the UID that the workload gets when it is applied decides which of them comes first.</source>
        <translation>%2 中的权重 %1 与 %3 相同：由工作负载应用时得到的 UID 决定谁在前。</translation>
    </message>
    <message>
        <source>The fleet sends nothing of this to %1, as an override cannot be applied there: what runs there stays as it is.</source>
        <translation>舰队不会向 %1 下发本次的任何内容，因为有一条覆盖规则在那里无法应用：那里正在运行的保持不变。</translation>
    </message>
    <message>
        <source>%1 of %2 would stay in ContainerCreating (Multi-Attach error): claim %3 is ReadWriteOnce, and its disk is attached to one node at a time.</source>
        <translation>%2 的 %1 会停留在 ContainerCreating（Multi-Attach 错误）：存储声明 %3 是 ReadWriteOnce，它的磁盘同一时间只挂到一个节点。</translation>
    </message>
    <message>
        <source>None of %1 gets a node.</source>
        <translation>%1都没有节点。</translation>
    </message>
    <message>
        <source>Policy %1 applies. %2</source>
        <translation>生效的策略是 %1。%2</translation>
    </message>
    <message>
        <source>Policy %1 is taken before %2. %3</source>
        <translation>策略 %1 优先于 %2。%3</translation>
    </message>
    <message>
        <source>%1 gets %2.</source>
        <translation>%1 得到 %2。</translation>
    </message>
    <message>
        <source>Nodes that run have room for %1, so no stock is asked for.</source>
        <translation>运行中的节点可容纳 %1，因此不查询库存。</translation>
    </message>
    <message>
        <source>Nodes that run have room for %1 more than run, so no stock is asked for.</source>
        <translation>除已运行的之外，运行中的节点还可容纳 %1，因此不查询库存。</translation>
    </message>
    <message>
        <source>Nodes that run have room for %1, but not for all of them where they are to go, so every candidate is asked what its pools could still buy.</source>
        <translation>运行中的节点可容纳 %1，但并非都在要放置的集群里，因此会询问每个候选集群其节点池还能购买多少。</translation>
    </message>
    <message>
        <source>Nodes that run have room for %1 of %2 to place, so every candidate is asked what its pools could still buy.</source>
        <translation>待放置的 %2中，运行中的节点只能容纳 %1，因此会询问每个候选集群其节点池还能购买多少。</translation>
    </message>
    <message>
        <source>Karmada&apos;s scheduler counts nodes that run; it does not see what pools could buy.</source>
        <translation>Karmada 的调度器只计算运行中的节点，看不到节点池还能购买什么。</translation>
    </message>
    <message>
        <source>Overflow tier %1 takes %2.</source>
        <translation>溢出层级 %1 容纳 %2。</translation>
    </message>
    <message>
        <source>Nodes that run have room for %1.</source>
        <translation>运行中的节点可容纳 %1。</translation>
    </message>
    <message>
        <source>%1, once these are placed: %2.</source>
        <translation>放置这些之后，%1：%2。</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1：%2。</translation>
    </message>
    <message>
        <source>Faults isolate %1, which count for nothing.</source>
        <translation>故障隔离了 %1，不计入。</translation>
    </message>
    <message>
        <source>Pool %1 could add %2 × %3 in %4, %5.</source>
        <translation>节点池 %1 可在 %4 增加 %2 × %3，%5。</translation>
    </message>
    <message>
        <source>Pool %1 has room for %2 below its maximum.</source>
        <translation>节点池 %1 距上限还可增加 %2。</translation>
    </message>
    <message>
        <source>%1, divided by available replicas: %2.</source>
        <translation>%1，按可用副本数分配：%2。</translation>
    </message>
    <message>
        <source>%1, divided by the policy&apos;s static weights: %2.</source>
        <translation>%1，按策略的静态权重分配：%2。</translation>
    </message>
    <message>
        <source>%1, in as few clusters as hold them: %2.</source>
        <translation>%1，聚集到尽可能少的集群：%2。</translation>
    </message>
    <message>
        <source>Every chosen cluster gets %1.</source>
        <translation>每个选中的集群都得到 %1。</translation>
    </message>
    <message>
        <source>%1 added to the previous %2; those that exist stay.</source>
        <translation>在原有的 %2 上增加 %1；已有的不动。</translation>
    </message>
    <message>
        <source>The previous %1 shrink to %2, in proportion to where they are.</source>
        <translation>原有的 %1 按所在位置的比例缩减到 %2。</translation>
    </message>
    <message>
        <source>%1 may be short of %2: %3.</source>
        <translation>%1 可能缺少 %2：%3。</translation>
    </message>
    <message>
        <source>%1 is short of %2: %3.</source>
        <translation>%1 缺少 %2：%3。</translation>
    </message>
    <message>
        <source>%1 from %2 to %3.</source>
        <translation>%1 从 %2 移到 %3。</translation>
    </message>
    <message>
        <source>Scheduling is suspended. Once that ends, %1 of %2 get a node.</source>
        <translation>调度已暂停。暂停结束后，%2中有 %1 个得到节点。</translation>
    </message>
    <message>
        <source>There is a node for %1, and not all of them will run there.</source>
        <translation>%1都有节点，但并非全部会在上面运行。</translation>
    </message>
    <message>
        <source>There is a node for %1, and the update cannot finish in %2: old pods run on.</source>
        <translation>%1都有节点，但更新在 %2 中无法完成：旧的 Pod 继续运行。</translation>
    </message>
    <message>
        <source>There is a node for %1, and the update may not finish in %2: what is promised does not do.</source>
        <translation>%1都有节点，但更新在 %2 中可能无法完成：有保证的资源并不够。</translation>
    </message>
    <message>
        <source>The fleet&apos;s binding of %1 suspends scheduling; the workload waits until that ends.</source>
        <translation>舰队中 %1 的绑定暂停了调度；工作负载将等待，直到暂停结束。</translation>
    </message>
    <message>
        <source>Policy %1 suspends dispatching: no cluster is sent anything of this until that ends.</source>
        <translation>策略 %1 暂停了下发：暂停结束之前，不会向任何集群下发其中的内容。</translation>
    </message>
    <message>
        <source>Policy %1 suspends dispatching to %2: nothing of this is sent there until that ends.</source>
        <translation>策略 %1 暂停了向 %2 的下发：暂停结束之前，不会向那里下发其中的内容。</translation>
    </message>
    <message>
        <source>%1 starts no pods while %2 stands in it.</source>
        <translation>只要其中写着 %2，%1 就不会启动 Pod。</translation>
    </message>
    <message>
        <source>%1 starts no pods in %2 while %3 stands in it: it has no ReplicaSet there, and while paused it makes none.</source>
        <translation>只要其中写着 %3，%1 就不会在 %2 中启动 Pod：它在那里没有 ReplicaSet，暂停期间也不会创建。</translation>
    </message>
    <message>
        <source>The pods&apos; scheduling gates (%1) keep them Pending until whoever set these removes them.</source>
        <translation>Pod 的调度门（%1）使其停在 Pending，直到设置者将其移除。</translation>
    </message>
    <message>
        <source>%1 keeps it suspended in %2 until its quota has room; when that is, is not predicted.</source>
        <translation>%1 在 %2 中使其挂起，直到配额有余量；何时放行不作预测。</translation>
    </message>
    <message>
        <source>If Kueue runs in %2, which is not known, %1 keeps it suspended there until its quota has room.</source>
        <translation>如果 %2 中运行着 Kueue（目前未知），%1 会在那里使其挂起，直到配额有余量。</translation>
    </message>
    <message>
        <source>%1 keeps it suspended until its quota has room; when that is, is not predicted.</source>
        <translation>%1 使其挂起，直到配额有余量；何时放行不作预测。</translation>
    </message>
    <message>
        <source>%1 passed the filters; the scheduler leaves the whole workload unscheduled.</source>
        <translation>%1 通过了过滤；调度器没有调度整个工作负载。</translation>
    </message>
    <message>
        <source>%1 passed the filters and gets no replica.</source>
        <translation>%1 通过了过滤，但没有分到副本。</translation>
    </message>
    <message>
        <source>The policy asks for a gang: one cluster gets all replicas, or none gets any.</source>
        <translation>策略要求成组调度：一个集群得到全部副本，否则都不放置。</translation>
    </message>
    <message>
        <source>The update in %1 can finish: of %2 it has at most %3 besides and %4 missing at a time.</source>
        <translation>%1 中的更新可以完成：%2，同一时间最多多出 %3 个、缺少 %4 个。</translation>
    </message>
    <message>
        <source>The update in %1 cannot finish: of %2 it may have %3 besides and %4 missing at a time.</source>
        <translation>%1 中的更新无法完成：%2，同一时间可多出 %3 个、缺少 %4 个。</translation>
    </message>
    <message>
        <source>The update in %1 may not finish: of %2 it may have %3 besides and %4 missing at a time.</source>
        <translation>%1 中的更新可能无法完成：%2，同一时间可多出 %3 个、缺少 %4 个。</translation>
    </message>
    <message>
        <source>At its worst moment it has %1 of the new template on %2 that run (%3).</source>
        <translation>在最紧张的时刻，新模板的 %1位于正在运行的 %2（%3）上。</translation>
    </message>
    <message>
        <source>At its worst moment it buys %2 × %3 of pool %4 in %5 for %1 of the new template.</source>
        <translation>在最紧张的时刻，它为新模板的 %1购买 %5 中节点池 %4 的 %2 × %3。</translation>
    </message>
    <message>
        <source>Stock of %1 in %2 goes from %3 to %4 by then.</source>
        <translation>届时 %2 中 %1 的库存从 %3 变为 %4。</translation>
    </message>
    <message>
        <source>What it buys costs %1 an hour.</source>
        <translation>它购买的节点每小时费用为 %1。</translation>
    </message>
    <message>
        <source>What it buys costs at least %1 an hour.</source>
        <translation>它购买的节点每小时费用至少为 %1。</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Shows where every replica of a workload would land in a fleet of clusters, while you type.</source>
        <translation>边输入边显示工作负载的每个副本会落在舰队的哪个集群。</translation>
    </message>
    <message>
        <source>Manifests, a snapshot, or a folder of kubectl dumps; beside --fleet, --connection or --demo a folder is one of manifests.</source>
        <translation>清单文件、快照，或 kubectl 导出的文件夹；与 --fleet、--connection 或 --demo 一起给出时，文件夹是清单的文件夹。</translation>
    </message>
    <message>
        <source>A snapshot file, or a folder of kubectl dumps.</source>
        <translation>快照文件，或 kubectl 导出的文件夹。</translation>
    </message>
    <message>
        <source>Open the demo fleet and its manifests.</source>
        <translation>打开演示舰队及其清单。</translation>
    </message>
    <message>
        <source>Save a picture of the window once the preview is there, and end.</source>
        <translation>预览就绪后保存窗口图片并退出。</translation>
    </message>
    <message>
        <source>Size of the window, as in 1280x800.</source>
        <translation>窗口大小，例如 1280x800。</translation>
    </message>
    <message>
        <source>light, dark, high-contrast or system.</source>
        <translation>light、dark、high-contrast 或 system。</translation>
    </message>
    <message>
        <source>Language of the window, as in zh_CN.</source>
        <translation>窗口语言，例如 zh_CN。</translation>
    </message>
    <message>
        <source>Do not hand the files to a window that is open already.</source>
        <translation>不把文件交给已打开的窗口。</translation>
    </message>
    <message>
        <source>--theme is light, dark, high-contrast or system, not &quot;%1&quot;.</source>
        <translation>--theme 应为 light、dark、high-contrast 或 system，而不是“%1”。</translation>
    </message>
    <message>
        <source>--size is WIDTHxHEIGHT, as in 1280x800.</source>
        <translation>--size 的格式为 宽x高，例如 1280x800。</translation>
    </message>
    <message>
        <source>A live fleet, by the name of its saved connection.</source>
        <translation>实时舰队，用已保存连接的名称指定。</translation>
    </message>
    <message>
        <source>--demo, --fleet and --connection exclude each other.</source>
        <translation>--demo、--fleet 与 --connection 不能同时使用。</translation>
    </message>
</context>
<context>
    <name>ui::ClassStrip</name>
    <message>
        <source>%1, server not verified</source>
        <comment>what is open</comment>
        <translation>%1，服务器未验证</translation>
    </message>
    <message>
        <source>Production: %1, read-only</source>
        <translation>生产环境：%1，只读</translation>
    </message>
    <message>
        <source>Production: %1</source>
        <translation>生产环境：%1</translation>
    </message>
</context>
<context>
    <name>ui::ClusterName</name>
    <message>
        <source>Name the cluster</source>
        <translation>为集群命名</translation>
    </message>
    <message>
        <source>What people call %1. Manifests and commands keep its own name.</source>
        <translation>人们如何称呼 %1。清单和命令仍使用它自己的名称。</translation>
    </message>
</context>
<context>
    <name>ui::Connections</name>
    <message>
        <source>nobody: the server is not https</source>
        <translation>匿名：服务器不是 https</translation>
    </message>
    <message>
        <source>token file</source>
        <translation>令牌文件</translation>
    </message>
    <message>
        <source>token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>user name and password</source>
        <translation>用户名和密码</translation>
    </message>
    <message>
        <source>client certificate</source>
        <translation>客户端证书</translation>
    </message>
    <message>
        <source>program %1</source>
        <comment>that hands out credentials</comment>
        <translation>程序 %1</translation>
    </message>
    <message>
        <source>auth-provider %1</source>
        <translation>auth-provider %1</translation>
    </message>
    <message>
        <source>nobody (anonymous)</source>
        <translation>匿名</translation>
    </message>
    <message>
        <source>%1, as %2</source>
        <comment>credentials, impersonated user</comment>
        <translation>%1，身份为 %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>cluster, fleet</comment>
        <translation>%2 的 %1</translation>
    </message>
    <message>
        <source>reached</source>
        <comment>a server, when it was opened</comment>
        <translation>已连通</translation>
    </message>
    <message>
        <source>cannot be opened</source>
        <translation>无法打开</translation>
    </message>
    <message>
        <source>not tested</source>
        <translation>未测试</translation>
    </message>
    <message>
        <source>not usable</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>a program is to be allowed</source>
        <translation>有程序待允许</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Server name</source>
        <comment>a stage: its address is found</comment>
        <translation>解析服务器名称</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Authenticate</source>
        <translation>身份认证</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation>舰队</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未到达</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>fleet</source>
        <translation>舰队</translation>
    </message>
    <message>
        <source>cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>%1 ms, warns: %2</source>
        <comment>time, stage</comment>
        <translation>%1 毫秒，警告：%2</translation>
    </message>
    <message>
        <source>fails: %1</source>
        <comment>stage</comment>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>%1, through the proxy %2</source>
        <comment>server</comment>
        <translation>%1，经由代理 %2</translation>
    </message>
    <message>
        <source>%1, taken for %2</source>
        <comment>server, another name</comment>
        <translation>%1，被当作 %2</translation>
    </message>
    <message>
        <source>It reads %1, outside the folder of the kubeconfig.</source>
        <comment>a file</comment>
        <translation>它读取 %1，该文件在 kubeconfig 所在文件夹之外。</translation>
    </message>
    <message>
        <source>It reads %1.</source>
        <comment>a file</comment>
        <translation>它读取 %1。</translation>
    </message>
    <message>
        <source>The text of %1 would have Berth read %2. Allow it, or leave it out.</source>
        <comment>context, files</comment>
        <translation>%1 的文本会让 Berth 读取 %2。请允许，或不导入它。</translation>
    </message>
    <message>
        <source>Two contexts cannot take the place of %1. Leave one out, or keep both.</source>
        <comment>a saved connection</comment>
        <translation>两个上下文不能同时取代 %1。请去掉一个，或两者都保留。</translation>
    </message>
    <message>
        <source>files are to be allowed</source>
        <translation>需要先允许读取文件</translation>
    </message>
    <message>
        <source>the same server and user as %1</source>
        <translation>与 %1 的服务器和用户相同</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>new; the name %1 is taken</source>
        <translation>新；名称 %1 已被占用</translation>
    </message>
    <message>
        <source>There is no connection called %1.</source>
        <translation>没有名为 %1 的连接。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <comment>file, why</comment>
        <translation>无法写入 %1：%2。</translation>
    </message>
</context>
<context>
    <name>ui::DetailsDock</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>ui::FindBar</name>
    <message>
        <source>Match &amp;case</source>
        <translation>区分大小写(&amp;C)</translation>
    </message>
    <message>
        <source>Find in this text</source>
        <translation>在本文中查找</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Close the find bar</source>
        <translation>关闭查找栏</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>%1+ places</source>
        <comment>more places than are counted</comment>
        <translation>%1+ 处</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <comment>occurrences found</comment>
        <translation>
            <numerusform>%n 处</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::History</name>
    <message>
        <source>%1 of %2 done</source>
        <comment>steps</comment>
        <translation>%2 步中完成 %1 步</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <comment>steps</comment>
        <translation>%1 步失败</translation>
    </message>
    <message>
        <source>%1 unknown</source>
        <comment>steps</comment>
        <translation>%1 步结果未知</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <comment>objects</comment>
        <translation>
            <numerusform>%1 等，另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>It was begun, and nobody wrote down its end.</source>
        <translation>已开始执行，但没有记下结果。</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3. %4</source>
        <comment>number, plan, end, why</comment>
        <translation>计划 %2 的第 %1 步：%3。%4</translation>
    </message>
    <message>
        <source>%1 accepted, and held</source>
        <comment>deletes</comment>
        <translation>%1 个已接受但被保留</translation>
    </message>
</context>
<context>
    <name>ui::LiveFeed</name>
    <message>
        <source>connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未到达</translation>
    </message>
    <message>
        <source>loading, %1 of %2</source>
        <translation>正在加载，%1 / %2</translation>
    </message>
    <message>
        <source>live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>live, %1 of %2 known</source>
        <translation>实时，已知 %1 / %2</translation>
    </message>
</context>
<context>
    <name>ui::MainWindow</name>
    <message>
        <source>Open a connection</source>
        <translation>打开连接</translation>
    </message>
    <message>
        <source>%1 is a snapshot: there is no live object to compare with. Open a connection.</source>
        <translation>%1 是快照：没有可比较的实时对象。请打开连接。</translation>
    </message>
    <message>
        <source>No fleet is open: there is no live object to compare with. Open a connection.</source>
        <translation>没有打开任何舰队：没有可比较的实时对象。请打开连接。</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>界面</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Open s&amp;napshot…</source>
        <translation>打开快照(&amp;N)…</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>打开文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Open &amp;manifests…</source>
        <translation>打开清单(&amp;M)…</translation>
    </message>
    <message>
        <source>Open &amp;demo fleet</source>
        <translation>打开演示舰队(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>详情(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Problems</source>
        <translation>问题(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Snapshot</source>
        <translation>快照(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>下一个窗格(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>恢复默认布局(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Shortcuts</source>
        <translation>快捷键(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;About Berth</source>
        <translation>关于 Berth(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;What if</source>
        <translation>假设(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>高对比度(&amp;H)</translation>
    </message>
    <message>
        <source>D&amp;ensity</source>
        <translation>密度(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Compact</source>
        <translation>紧凑(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Normal</source>
        <translation>标准(&amp;N)</translation>
    </message>
    <message>
        <source>C&amp;omfortable</source>
        <translation>宽松(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>no fleet is open</source>
        <translation>未打开舰队</translation>
    </message>
    <message>
        <source>%1: snapshot of %2, offline</source>
        <translation>%1：%2 的快照，离线</translation>
    </message>
    <message>
        <source>Snapshot %1. Nothing is live: this window reads a file.</source>
        <translation>快照 %1。没有实时连接：本窗口读取的是文件。</translation>
    </message>
    <message>
        <source>stock not known</source>
        <translation>库存未知</translation>
    </message>
    <message>
        <source>prices not known</source>
        <translation>价格未知</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n 个错误</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n 个警告</numerusform>
        </translation>
    </message>
    <message>
        <source>not checked against a fleet</source>
        <translation>未对照舰队检查</translation>
    </message>
    <message>
        <source>Of the texts that are open in the editor. No fleet is open: only what they say by themselves was checked.</source>
        <translation>编辑器中打开的文本。没有打开舰队：只检查了文本自身所说的内容。</translation>
    </message>
    <message>
        <source>no problems</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>问题（%1）</translation>
    </message>
    <message>
        <source>Of the texts that are open in the editor.</source>
        <translation>属于编辑器中打开的文本。</translation>
    </message>
    <message>
        <source>Problems of the editor&apos;s texts</source>
        <translation>编辑器文本的问题</translation>
    </message>
    <message>
        <source>Problems of the editor&apos;s texts (%1)</source>
        <comment>number</comment>
        <translation>编辑器文本的问题（%1）</translation>
    </message>
    <message>
        <source>Open snapshot</source>
        <translation>打开快照</translation>
    </message>
    <message>
        <source>Snapshots (*.berth *.fleet);;All files (*)</source>
        <translation>快照 (*.berth *.fleet);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a folder of kubectl dumps</source>
        <translation>打开 kubectl 导出的文件夹</translation>
    </message>
    <message>
        <source>Open manifests</source>
        <translation>打开清单</translation>
    </message>
    <message>
        <source>Manifests (*.yaml *.yml *.json);;All files (*)</source>
        <translation>清单 (*.yaml *.yml *.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>nothing opened yet</source>
        <translation>尚未打开任何文件</translation>
    </message>
    <message>
        <source>&amp;Remember what is opened</source>
        <translation>记住打开过的文件(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Clear the list</source>
        <translation>清空列表(&amp;C)</translation>
    </message>
    <message>
        <source>Unsaved text</source>
        <translation>未保存的文本</translation>
    </message>
    <message>
        <source>%1: text that is not saved would be lost.</source>
        <translation>%1：未保存的文本将会丢失。</translation>
    </message>
    <message>
        <source>Drafts keep everything but the values and comments of Secrets.</source>
        <translation>草稿会保留除 Secret 的值和注释以外的所有内容。</translation>
    </message>
    <message>
        <source>Discard and quit</source>
        <translation>放弃并退出</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>不退出</translation>
    </message>
    <message>
        <source>About Berth</source>
        <translation>关于 Berth</translation>
    </message>
    <message>
        <source>Berth %1</source>
        <translation>Berth %1</translation>
    </message>
    <message>
        <source>An operations console for GPU fleets: where every replica would land, on which nodes, from which stock, and why.

Qt %1. The program as a whole is under the GPL, version 3.</source>
        <translation>GPU 舰队的运维控制台：每个副本会落在哪里、用哪些节点、来自哪些库存，以及原因。

Qt %1。程序整体采用 GPL 第 3 版许可。</translation>
    </message>
    <message>
        <source>stock %1</source>
        <comment>age</comment>
        <translation>库存信息%1</translation>
    </message>
    <message>
        <source>Age of the oldest stock figure, against the moment of the snapshot.</source>
        <translation>最旧的库存数据相对快照时刻的时间。</translation>
    </message>
    <message>
        <source>prices of %1</source>
        <comment>date</comment>
        <translation>%1 的目录价</translation>
    </message>
    <message>
        <source>Pre&amp;vious pane</source>
        <translation>上一个窗格(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Import connections…</source>
        <translation>导入连接(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message>
        <source>Open &amp;live fleet</source>
        <translation>打开实时舰队(&amp;L)</translation>
    </message>
    <message>
        <source>no connection is saved yet</source>
        <translation>尚未保存任何连接</translation>
    </message>
    <message>
        <source>control plane</source>
        <translation>控制面</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 of %n cluster(s) live</source>
        <comment>connection, number</comment>
        <translation>
            <numerusform>%1：%n 个集群中 %2 个实时</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>cluster, how it stands</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2; %3</source>
        <comment>cluster, how it stands, why</comment>
        <translation>%1：%2；%3</translation>
    </message>
    <message>
        <source>%1, not reached since %2</source>
        <comment>how a fleet stands, time</comment>
        <translation>%1，自 %2 起无法连接</translation>
    </message>
    <message>
        <source>%1 is not reached now: nothing can be applied to it. It is tried again by itself.</source>
        <translation>现在无法连接 %1：无法对其应用任何更改。会自动重试。</translation>
    </message>
    <message>
        <source>server not verified</source>
        <translation>服务器未验证</translation>
    </message>
    <message>
        <source>Whoever answers is taken for the server of %1.</source>
        <translation>任何应答者都会被当作 %1 的服务器。</translation>
    </message>
    <message>
        <source>Newest snapshot %1, of %2.</source>
        <translation>最新快照 %1，时间 %2。</translation>
    </message>
    <message>
        <source>&amp;Plan</source>
        <translation>计划(&amp;P)</translation>
    </message>
    <message>
        <source>Open &amp;plan…</source>
        <translation>打开计划(&amp;P)…</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Copy as command</source>
        <translation>复制为命令(&amp;C)</translation>
    </message>
    <message>
        <source>Read-&amp;only</source>
        <translation>只读(&amp;O)</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>may be changed</source>
        <comment>a fleet, by plans</comment>
        <translation>可更改</translation>
    </message>
    <message>
        <source>This window only reads, whatever the connection allows.</source>
        <translation>无论连接允许什么，此窗口都只读取。</translation>
    </message>
    <message>
        <source>The connection is saved as read-only: plans can be made, saved and copied, not applied.</source>
        <translation>该连接保存为只读：可以制定、保存、复制计划，但不能执行。</translation>
    </message>
    <message>
        <source>Plans that you apply change the fleet. Nothing else does.</source>
        <translation>只有你执行的计划会更改舰队，其他操作都不会。</translation>
    </message>
    <message>
        <source>Open plan</source>
        <translation>打开计划</translation>
    </message>
    <message>
        <source>Plans (*.json);;All files (*)</source>
        <translation>计划 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>%1 leads to another cluster than when it was tested. If that is meant, test it again.</source>
        <translation>%1 现在通向的集群与测试时不同。如果这是有意的，请重新测试。</translation>
    </message>
    <message>
        <source>Na&amp;me the cluster…</source>
        <translation>为集群命名(&amp;M)…</translation>
    </message>
    <message>
        <source>%1 is not reached since %2. What is shown is old: it is of what was known then.</source>
        <comment>connection, time</comment>
        <translation>自 %2 起无法连接 %1。此处显示的是旧信息：即当时所知的情况。</translation>
    </message>
</context>
<context>
    <name>ui::MessageBar</name>
    <message>
        <source>Dismiss this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>ui::Plan</name>
    <message>
        <source>%1 is not compared: its values stand in no file. Save the text, and compare again.</source>
        <translation>未比较 %1：其值不在任何文件中。请保存文本后再次比较。</translation>
    </message>
    <message>
        <source>(secret)</source>
        <comment>stands for a value that is not shown</comment>
        <translation>（机密）</translation>
    </message>
    <message>
        <source>the server</source>
        <comment>who makes a change</comment>
        <translation>服务器</translation>
    </message>
    <message>
        <source>the text says it no longer</source>
        <translation>文本不再写明</translation>
    </message>
    <message>
        <source>a default of the server</source>
        <translation>服务器的默认值</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>after an earlier step</source>
        <translation>在前面的步骤之后</translation>
    </message>
    <message>
        <source>no dry run</source>
        <translation>不支持试运行</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>未询问</translation>
    </message>
    <message>
        <source>Takes over the fields that %1 managed.</source>
        <translation>接管由 %1 管理的字段。</translation>
    </message>
    <message>
        <source>%1 keeps this object as its repository says and will put the change back (%2). Change it there: Copy diff gives the patch.</source>
        <translation>%1 按其仓库维护此对象，会把更改改回去（%2）。请在仓库中修改：“复制差异”给出补丁。</translation>
    </message>
    <message>
        <source>%1 keeps this object as the fleet&apos;s is and will put the change back (%2). Change the fleet&apos;s object, give this cluster an OverridePolicy, or suspend its policy (spec.suspension) first.</source>
        <translation>%1 按舰队中的对象维护此对象，会把更改改回去（%2）。请修改舰队中的对象、为此集群设置 OverridePolicy，或先暂停其策略（spec.suspension）。</translation>
    </message>
    <message>
        <source>The value of %1 is read when the plan is applied: %2.</source>
        <translation>%1 的值在执行计划时读取：%2。</translation>
    </message>
    <message>
        <source>The server warns: %1</source>
        <translation>服务器警告：%1</translation>
    </message>
    <message>
        <source>not reached</source>
        <comment>a step of a plan</comment>
        <translation>未执行到</translation>
    </message>
    <message>
        <source>done</source>
        <comment>a step of a plan</comment>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>a step of a plan</comment>
        <translation>失败</translation>
    </message>
    <message>
        <source>unknown</source>
        <comment>whether a step was done</comment>
        <translation>未知</translation>
    </message>
    <message>
        <source>is being applied</source>
        <translation>正在执行</translation>
    </message>
    <message>
        <source>Leaves behind, without their owner: %1</source>
        <comment>objects</comment>
        <translation>失去所有者而留下：%1</translation>
    </message>
    <message>
        <source>Takes along: %1</source>
        <comment>objects that go with a deleted one</comment>
        <translation>随之删除：%1</translation>
    </message>
    <message>
        <source>accepted, and held</source>
        <comment>a delete</comment>
        <translation>已接受，但被保留</translation>
    </message>
    <message>
        <source>waits for the server</source>
        <translation>等待服务器</translation>
    </message>
</context>
<context>
    <name>ui::Screens</name>
    <message>
        <source>Editor</source>
        <translation>编辑器</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Plan</source>
        <comment>a screen</comment>
        <translation>计划</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
</context>
<context>
    <name>ui::Session</name>
    <message>
        <source>demo fleet</source>
        <translation>演示舰队</translation>
    </message>
</context>
<context>
    <name>ui::ShareBar</name>
    <message>
        <source>Replicas by cluster</source>
        <translation>各集群的副本</translation>
    </message>
    <message>
        <source>No cluster gets a replica.</source>
        <translation>没有集群得到副本。</translation>
    </message>
    <message numerus="yes">
        <source>%n on running nodes</source>
        <comment>replicas</comment>
        <translation>
            <numerusform>%n 个在运行中的节点上</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on new nodes</source>
        <comment>replicas</comment>
        <translation>
            <numerusform>%n 个在新节点上</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a node</source>
        <comment>replicas</comment>
        <translation>
            <numerusform>%n 个没有节点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not sure of a node</source>
        <comment>replicas</comment>
        <translation>
            <numerusform>%n 个不确定有节点</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>cluster: its replicas</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>no cluster gets a replica</source>
        <translation>没有集群得到副本</translation>
    </message>
</context>
<context>
    <name>ui::ShortcutModel</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Indent, unindent</source>
        <translation>增加、减少缩进</translation>
    </message>
    <message>
        <source>Leave the text</source>
        <translation>离开文本</translation>
    </message>
    <message>
        <source>Esc, then Tab</source>
        <translation>先按 Esc，再按 Tab</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
</context>
<context>
    <name>ui::ShortcutsDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>过滤</translation>
    </message>
    <message>
        <source>Filter the shortcuts</source>
        <translation>过滤快捷键</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>按键(&amp;K)</translation>
    </message>
    <message>
        <source>New keys of the selected command</source>
        <translation>所选命令的新按键</translation>
    </message>
    <message>
        <source>&amp;Set</source>
        <translation>设置(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Default</source>
        <translation>默认(&amp;D)</translation>
    </message>
    <message>
        <source>These keys belong to the text and stay.</source>
        <translation>这些按键属于文本编辑，不能更改。</translation>
    </message>
    <message>
        <source>Select a command to change its keys.</source>
        <translation>请选择要更改按键的命令。</translation>
    </message>
    <message>
        <source>%1 belongs to &quot;%2&quot; already. Give that other keys first.</source>
        <comment>keys, command</comment>
        <translation>%1 已属于“%2”。请先给它换别的按键。</translation>
    </message>
</context>
<context>
    <name>ui::Snapshot</name>
    <message>
        <source>Source: %1</source>
        <translation>来源：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>nodes not known</source>
        <translation>节点未知</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Pods</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>Node pools</source>
        <translation>节点池</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>采集时间</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Stock cells</source>
        <translation>库存项</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Policies</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>缺少的内容</translation>
    </message>
    <message>
        <source>unknown: %1</source>
        <translation>未知：%1</translation>
    </message>
    <message>
        <source>Said while reading</source>
        <translation>读取时的提示</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>count, age</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>age unknown</source>
        <translation>时间未知</translation>
    </message>
    <message>
        <source>of the same moment</source>
        <comment>as the snapshot</comment>
        <translation>同一时刻</translation>
    </message>
    <message>
        <source>%1 newer</source>
        <comment>than the snapshot</comment>
        <translation>晚 %1</translation>
    </message>
    <message>
        <source>%1 older</source>
        <comment>than the snapshot</comment>
        <translation>早 %1</translation>
    </message>
    <message>
        <source>%1y</source>
        <comment>years</comment>
        <translation>%1 年</translation>
    </message>
    <message>
        <source>%1d</source>
        <comment>days</comment>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>%1h</source>
        <comment>hours</comment>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1m</source>
        <comment>minutes</comment>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1s</source>
        <comment>seconds</comment>
        <translation>%1 秒</translation>
    </message>
</context>
<context>
    <name>ui::SnapshotModel</name>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>What it holds</source>
        <translation>内容</translation>
    </message>
</context>
<context>
    <name>ui::SnapshotPanel</name>
    <message>
        <source>Snapshot</source>
        <translation>快照</translation>
    </message>
</context>
<context>
    <name>ui::YamlEdit</name>
    <message>
        <source>Manifest text</source>
        <translation>清单文本</translation>
    </message>
</context>
<context>
    <name>ui::connections::ConnectionsModel</name>
    <message>
        <source>%1, %2 ago</source>
        <comment>how a connection stood, age</comment>
        <translation>%1，%2 前</translation>
    </message>
    <message>
        <source>production</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>staging</source>
        <translation>预发</translation>
    </message>
    <message>
        <source>test</source>
        <comment>a class of connections</comment>
        <translation>测试</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Signs in by</source>
        <translation>登录方式</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>%1: whoever answers is taken for the server</source>
        <translation>%1：任何应答者都会被当作该服务器</translation>
    </message>
    <message>
        <source>%1 (not verified)</source>
        <comment>server</comment>
        <translation>%1（未验证）</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>ui::connections::ConnectionsScreen</name>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>No connection is saved yet.</source>
        <translation>尚未保存任何连接。</translation>
    </message>
    <message>
        <source>Kubeconfigs are read where they are, and never changed. Nothing is reached before you test or open a connection.</source>
        <translation>kubeconfig 在原处读取，绝不修改。在测试或打开连接之前，不会访问任何服务器。</translation>
    </message>
    <message>
        <source>Import connections…</source>
        <translation>导入连接…</translation>
    </message>
    <message>
        <source>Open demo fleet</source>
        <translation>打开演示舰队</translation>
    </message>
    <message>
        <source>%1 is not reached; it is tried again. %2</source>
        <translation>无法到达 %1；正在重试。%2</translation>
    </message>
    <message>
        <source>Read-&amp;only</source>
        <translation>只读(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Class</source>
        <translation>类别(&amp;C)</translation>
    </message>
    <message>
        <source>Nothing can be changed through it, whatever the user may do</source>
        <translation>无论用户有何权限，都不能通过它做任何更改</translation>
    </message>
    <message>
        <source>Open &amp;live</source>
        <translation>打开实时(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>测试(&amp;T)</translation>
    </message>
    <message>
        <source>Test &amp;all</source>
        <translation>全部测试(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>testing</source>
        <translation>正在测试</translation>
    </message>
    <message>
        <source>%1 is changed.</source>
        <translation>%1 已更改。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Remove connection</source>
        <translation>移除连接</translation>
    </message>
    <message>
        <source>Remove the connection %1?</source>
        <translation>移除连接 %1？</translation>
    </message>
    <message>
        <source>Its kubeconfig stays as it is. The ways to single clusters of this fleet go with it.</source>
        <translation>其 kubeconfig 保持不变。通往该舰队各个集群的单独连接会一并移除。</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>To sign in, this program is run: %1</source>
        <translation>登录时会运行此程序：%1</translation>
    </message>
    <message>
        <source>Allow and open</source>
        <translation>允许并打开</translation>
    </message>
    <message>
        <source>%1 cannot be opened. %2</source>
        <translation>无法打开 %1。%2</translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) imported.</source>
        <translation>
            <numerusform>已导入 %n 个连接。</numerusform>
        </translation>
    </message>
    <message>
        <source>Test them</source>
        <translation>测试它们</translation>
    </message>
    <message>
        <source>Cluster o&amp;f</source>
        <translation>所属舰队(&amp;F)</translation>
    </message>
    <message>
        <source>calle&amp;d</source>
        <translation>在舰队中称为(&amp;D)</translation>
    </message>
    <message>
        <source>The fleet whose cluster this reaches, past the fleet&apos;s own way to it</source>
        <translation>此连接所达集群所属的舰队，不经舰队自己的通路</translation>
    </message>
    <message>
        <source>The cluster&apos;s name in the fleet; empty: as the connection</source>
        <translation>集群在舰队中的名称；留空则与连接同名</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>ui::connections::DetailModel</name>
    <message>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>as kubectl finds it: %1</source>
        <translation>与 kubectl 查找方式相同：%1</translation>
    </message>
    <message>
        <source>Kubeconfig</source>
        <translation>kubeconfig</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>the current one</source>
        <translation>当前上下文</translation>
    </message>
    <message>
        <source>Program, allowed</source>
        <translation>程序，已允许</translation>
    </message>
    <message>
        <source>Program, not allowed</source>
        <translation>程序，未允许</translation>
    </message>
    <message>
        <source>Of the program</source>
        <translation>关于该程序</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>result, time</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Control plane</source>
        <translation>控制面</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>state, way to it</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1, %2. %3</source>
        <comment>state, way to it, why</comment>
        <translation>%1，%2。%3</translation>
    </message>
    <message>
        <source>unknown: %1. %2</source>
        <comment>what, why</comment>
        <translation>未知：%1。%2</translation>
    </message>
    <message>
        <source>as it was %1 ago, so it is uncertain: %2. %3</source>
        <comment>age, what, why</comment>
        <translation>是 %1 前的状态，因此不确定：%2。%3</translation>
    </message>
    <message>
        <source>as it was %1 ago. %2</source>
        <comment>age, why</comment>
        <translation>是 %1 前的状态。%2</translation>
    </message>
    <message>
        <source>Followed as it changes</source>
        <comment>parts of a cluster</comment>
        <translation>随变化更新</translation>
    </message>
</context>
<context>
    <name>ui::connections::ImportDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>context, server</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>&amp;Read-only</source>
        <translation>只读(&amp;R)</translation>
    </message>
    <message>
        <source>Import connections</source>
        <translation>导入连接</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>&amp;Files…</source>
        <translation>文件(&amp;F)…</translation>
    </message>
    <message>
        <source>F&amp;older…</source>
        <translation>文件夹(&amp;O)…</translation>
    </message>
    <message>
        <source>As &amp;kubectl finds them</source>
        <translation>按 kubectl 的查找方式(&amp;K)</translation>
    </message>
    <message>
        <source>Kubeconfigs</source>
        <translation>kubeconfig 文件</translation>
    </message>
    <message>
        <source>A folder of kubeconfigs</source>
        <translation>kubeconfig 文件夹</translation>
    </message>
    <message>
        <source>Contexts to take over</source>
        <translation>要导入的上下文</translation>
    </message>
    <message>
        <source>&amp;Class</source>
        <translation>类别(&amp;C)</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Nothing can be changed through it, whatever the user may do</source>
        <translation>无论用户有何权限，都不能通过它做任何更改</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>There is no kubeconfig where kubectl looks (KUBECONFIG, ~/.kube/config). Choose a file.</source>
        <translation>kubectl 查找的位置（KUBECONFIG、~/.kube/config）没有 kubeconfig。请选择文件。</translation>
    </message>
    <message>
        <source>Allow it to read them</source>
        <translation>允许它读取这些文件</translation>
    </message>
    <message>
        <source>Allow %1 to read its files</source>
        <comment>context</comment>
        <translation>允许 %1 读取其文件</translation>
    </message>
    <message>
        <source>%1 would have Berth read these files; a token in them goes to %2:</source>
        <comment>context, server</comment>
        <translation>%1 会让 Berth 读取这些文件；其中的令牌会发送给 %2：</translation>
    </message>
    <message>
        <source>Allow %1</source>
        <comment>a program</comment>
        <translation>允许 %1</translation>
    </message>
    <message>
        <source>To sign in, %1 runs this program:</source>
        <comment>user</comment>
        <translation>登录时，%1 会运行此程序：</translation>
    </message>
    <message numerus="yes">
        <source>Import %n connection(s)</source>
        <translation>
            <numerusform>导入 %n 个连接</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>The text of a kubeconfig</source>
        <translation>kubeconfig 的文本</translation>
    </message>
    <message>
        <source>&amp;Keep it in</source>
        <translation>保存到(&amp;K)</translation>
    </message>
    <message>
        <source>A file that you alone may read; it holds the credentials of the text</source>
        <translation>只有你能读取的文件；其中含有文本里的凭证</translation>
    </message>
    <message>
        <source>The file in which the text is kept</source>
        <translation>保存文本的文件</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>选择(&amp;C)…</translation>
    </message>
    <message>
        <source>Keep the kubeconfig in</source>
        <translation>将 kubeconfig 保存到</translation>
    </message>
    <message>
        <source>The kubeconfigs are being read.</source>
        <translation>正在读取 kubeconfig。</translation>
    </message>
    <message>
        <source>Paste the text of a kubeconfig.</source>
        <translation>请粘贴 kubeconfig 的文本。</translation>
    </message>
    <message>
        <source>Say first in which file the text is to be kept.</source>
        <translation>请先指定保存文本的文件。</translation>
    </message>
    <message>
        <source>Store</source>
        <comment>what an import keeps</comment>
        <translation>保存方式</translation>
    </message>
    <message>
        <source>r&amp;efer to the file</source>
        <translation>引用原文件(&amp;E)</translation>
    </message>
    <message>
        <source>a cop&amp;y, with its credentials</source>
        <translation>副本，连同其中的凭据(&amp;Y)</translation>
    </message>
    <message>
        <source>A file that you alone may read, beside the settings. What is renewed in the original does not come into it.</source>
        <translation>只有您能读取的文件，位于设置旁边。原文件中更新的内容不会进入副本。</translation>
    </message>
    <message>
        <source>&amp;Test selected</source>
        <translation>测试所选(&amp;T)</translation>
    </message>
    <message>
        <source>Reaches the servers of those that are ticked; nothing is saved</source>
        <translation>连接所勾选的服务器；不保存任何内容</translation>
    </message>
    <message>
        <source>testing</source>
        <translation>正在测试</translation>
    </message>
</context>
<context>
    <name>ui::connections::ImportModel</name>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Signs in by</source>
        <translation>登录方式</translation>
    </message>
    <message>
        <source>Name here</source>
        <translation>此处的名称</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>If known</source>
        <translation>若已存在</translation>
    </message>
    <message>
        <source>skip</source>
        <comment>a context that is known</comment>
        <translation>跳过</translation>
    </message>
    <message>
        <source>replace %1</source>
        <comment>a connection</comment>
        <translation>替换 %1</translation>
    </message>
    <message>
        <source>keep both</source>
        <comment>of two connections</comment>
        <translation>两者都保留</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
</context>
<context>
    <name>ui::editor::CapacityModel</name>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Replicas that fit on nodes that run</source>
        <translation>运行中的节点可容纳的副本</translation>
    </message>
    <message>
        <source>Pool room</source>
        <translation>节点池余量</translation>
    </message>
    <message>
        <source>Replicas that the pools&apos; maximum would allow besides</source>
        <translation>按节点池上限还可增加的副本</translation>
    </message>
    <message>
        <source>Deliverable</source>
        <translation>可交付</translation>
    </message>
    <message>
        <source>The room, cut by stock, quota and free addresses</source>
        <translation>余量受库存、配额和空闲地址限制后的结果</translation>
    </message>
    <message>
        <source>What limits it</source>
        <translation>受限于</translation>
    </message>
</context>
<context>
    <name>ui::editor::CommandLine</name>
    <message>
        <source>the division that works</source>
        <translation>可行的分配</translation>
    </message>
</context>
<context>
    <name>ui::editor::Document</name>
    <message>
        <source>%1 has %2 MB; manifests of up to 10 MB can be edited. Open a part of it, or hand the whole to berthctl.</source>
        <translation>%1 有 %2 MB；可编辑的清单最大 10 MB。请打开其中一部分，或把整个文件交给 berthctl。</translation>
    </message>
    <message>
        <source>%1 is not a text: byte %2 is NUL. Open the YAML or JSON file that it was made from.</source>
        <translation>%1 不是文本：第 %2 字节是 NUL。请打开生成它的 YAML 或 JSON 文件。</translation>
    </message>
    <message>
        <source>%1 is in UTF-16, as PowerShell writes it. Save it as UTF-8 and open it again.</source>
        <translation>%1 是 UTF-16（PowerShell 就这样写）。请另存为 UTF-8 后重新打开。</translation>
    </message>
    <message>
        <source>%1 is not in UTF-8: see byte %2. Save it as UTF-8 and open it again.</source>
        <translation>%1 不是 UTF-8：见第 %2 字节。请另存为 UTF-8 后重新打开。</translation>
    </message>
    <message>
        <source>%1 is not there.</source>
        <translation>%1 不存在。</translation>
    </message>
    <message>
        <source>%1 is a folder.</source>
        <translation>%1 是文件夹。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>%1 was changed by another program since it was opened.</source>
        <translation>%1 打开后被其他程序修改过。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>You may not read %1. Ask its owner, or change its mode with chmod.</source>
        <translation>没有读取 %1 的权限。请询问所有者，或用 chmod 修改权限。</translation>
    </message>
    <message>
        <source>%1 holds no .yaml, .yml or .json files. Name the folder in it that does.</source>
        <translation>%1 里没有 .yaml、.yml 或 .json 文件。请指定其中有这些文件的文件夹。</translation>
    </message>
    <message>
        <source>%1 holds no .yaml, .yml or .json files.</source>
        <translation>%1 里没有 .yaml、.yml 或 .json 文件。</translation>
    </message>
    <message>
        <source>%1 holds %2 manifests, which are too many tabs. Open those that you mean, or hand the folder to berthctl.</source>
        <translation>%1 里有 %2 份清单，标签页太多了。请打开想看的那些，或把文件夹交给 berthctl。</translation>
    </message>
    <message>
        <source>%1 is a pipe or a device, and only files and folders are opened. Save what comes out of it as a file, and open that.</source>
        <translation>%1 是管道或设备，只能打开文件和文件夹。请把它的输出保存为文件，再打开该文件。</translation>
    </message>
</context>
<context>
    <name>ui::editor::EditorScreen</name>
    <message>
        <source>Compare &amp;live…</source>
        <translation>与实时对象比较(&amp;L)…</translation>
    </message>
    <message>
        <source>There is no text to compare. Open a manifest first.</source>
        <translation>没有可比较的文本。请先打开清单。</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Open manifests</source>
        <translation>打开清单</translation>
    </message>
    <message>
        <source>No manifest is open</source>
        <translation>未打开清单</translation>
    </message>
    <message>
        <source>Open a workload and its policy, or drop YAML files here.</source>
        <translation>打开工作负载及其策略，或把 YAML 文件拖到这里。</translation>
    </message>
    <message>
        <source>Open manifests…</source>
        <translation>打开清单…</translation>
    </message>
    <message>
        <source>Open the examples</source>
        <translation>打开示例</translation>
    </message>
    <message>
        <source>New text</source>
        <translation>新建文本</translation>
    </message>
    <message>
        <source>%1 cannot be opened. %2</source>
        <translation>无法打开 %1。%2</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>&amp;New text</source>
        <translation>新建文本(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Close text</source>
        <translation>关闭文本(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>查找(&amp;F)…</translation>
    </message>
    <message>
        <source>Find ne&amp;xt</source>
        <translation>查找下一个(&amp;X)</translation>
    </message>
    <message>
        <source>Find pre&amp;vious</source>
        <translation>查找上一个(&amp;V)</translation>
    </message>
    <message>
        <source>Fo&amp;ld</source>
        <translation>折叠(&amp;L)</translation>
    </message>
    <message>
        <source>Unfol&amp;d</source>
        <translation>展开(&amp;D)</translation>
    </message>
    <message>
        <source>Next &amp;problem</source>
        <translation>下一个问题(&amp;P)</translation>
    </message>
    <message>
        <source>Previous proble&amp;m</source>
        <translation>上一个问题(&amp;M)</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>&amp;Keep what is tried</source>
        <translation>保留假设(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Reset what is tried</source>
        <translation>重置假设(&amp;R)</translation>
    </message>
    <message>
        <source>Try remedy &amp;%1</source>
        <translation>尝试办法 &amp;%1</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Full &amp;reasoning</source>
        <translation>完整推理(&amp;R)</translation>
    </message>
    <message>
        <source>untitled-%1.yaml</source>
        <translation>untitled-%1.yaml</translation>
    </message>
    <message>
        <source>Not opened again: %1</source>
        <translation>未能重新打开：%1</translation>
    </message>
    <message>
        <source>Unsaved text</source>
        <translation>未保存的文本</translation>
    </message>
    <message>
        <source>%1 has text that is not saved anywhere.</source>
        <translation>%1 中有未保存到任何地方的文本。</translation>
    </message>
    <message>
        <source>Discard the text</source>
        <translation>放弃文本</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Keep it open</source>
        <translation>保持打开</translation>
    </message>
    <message>
        <source>Save manifest</source>
        <translation>保存清单</translation>
    </message>
    <message>
        <source>Manifests (*.yaml *.yml *.json);;All files (*)</source>
        <translation>清单 (*.yaml *.yml *.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>not saved in a file</source>
        <translation>未保存为文件</translation>
    </message>
    <message>
        <source>From the text before line %1 of %2.</source>
        <translation>来自 %2 第 %1 行出错之前的文本。</translation>
    </message>
    <message>
        <source>No preview yet: line %1 of %2 has an error</source>
        <translation>尚无预览：%2 第 %1 行有错误</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>Open snapshot…</source>
        <translation>打开快照…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Open the demo fleet</source>
        <translation>打开演示舰队</translation>
    </message>
    <message>
        <source>The preview needs a snapshot of the fleet</source>
        <translation>预览需要舰队的快照</translation>
    </message>
    <message>
        <source>A file of berthctl snapshot, or a folder of kubectl dumps.</source>
        <translation>berthctl snapshot 的文件，或 kubectl 导出的文件夹。</translation>
    </message>
    <message>
        <source>The fleet cannot be opened</source>
        <translation>无法打开舰队</translation>
    </message>
    <message>
        <source>Nothing to preview yet</source>
        <translation>还没有可预览的内容</translation>
    </message>
    <message>
        <source>Type or open a workload, and the policy that places it.</source>
        <translation>输入或打开一个工作负载，以及放置它的策略。</translation>
    </message>
    <message>
        <source>No workload in the open texts</source>
        <translation>打开的文本中没有工作负载</translation>
    </message>
    <message>
        <source>A Deployment, StatefulSet, Job or any kind with a pod template is needed beside the policy.</source>
        <translation>除策略外，还需要 Deployment、StatefulSet、Job 或任何带有 Pod 模板的类型。</translation>
    </message>
    <message>
        <source>The text has changed meanwhile and cannot be read. Mend it first.</source>
        <translation>文本已改变且无法读取，请先改正。</translation>
    </message>
    <message>
        <source>Written into the text. Undo takes it out again.</source>
        <translation>已写入文本，可撤销。</translation>
    </message>
    <message>
        <source>The command reads files. Save first: %1</source>
        <translation>命令读取的是文件，请先保存：%1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>%1 is in no file yet: name one. Still to be saved: %2</source>
        <comment>text, texts</comment>
        <translation>%1 还不在任何文件中：请指定文件。仍需保存：%2</translation>
    </message>
    <message>
        <source>%1 cannot be saved: its text says why. Still to be saved: %2</source>
        <comment>text, texts</comment>
        <translation>无法保存 %1：原因见其文本上方。仍需保存：%2</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <comment>texts</comment>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>The command needs a snapshot that is in a file.</source>
        <translation>命令需要保存为文件的快照。</translation>
    </message>
    <message>
        <source>No flag says %1. Keep it in the text first.</source>
        <translation>没有参数能表达“%1”。请先保留到文本中。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>已复制：%1</translation>
    </message>
    <message>
        <source>Write remedy %1 into the text</source>
        <translation>把办法 %1 写入文本</translation>
    </message>
    <message>
        <source>&amp;%1 Try: %2</source>
        <comment>number, remedy</comment>
        <translation>&amp;%1 尝试：%2</translation>
    </message>
    <message>
        <source>Write into the text: %1</source>
        <comment>remedy</comment>
        <translation>写入文本：%1</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>&amp;Plan…</source>
        <translation>计划(&amp;P)…</translation>
    </message>
    <message>
        <source>A plan keeps no value of a Secret: it is read from its file when the plan is applied. Save first: %1</source>
        <translation>计划不保存 Secret 的值：执行时从文件读取。请先保存：%1</translation>
    </message>
    <message>
        <source>Values of Secrets are missing, because no draft keeps them. Fill them in, or open the file again: %1</source>
        <translation>缺少 Secret 的值，因为草稿从不保存这些值。请补全，或重新打开文件：%1</translation>
    </message>
    <message>
        <source>There is no text to plan. Open a manifest first.</source>
        <translation>没有可以制定计划的文本。请先打开清单。</translation>
    </message>
    <message>
        <source>No open text states %1.</source>
        <translation>没有打开的文本写明 %1。</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>ui::editor::ExplainPanel</name>
    <message>
        <source>Reasoning</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>Copy the whole reasoning</source>
        <translation>复制完整推理</translation>
    </message>
    <message>
        <source>Nothing to explain yet</source>
        <translation>还没有可解释的内容</translation>
    </message>
</context>
<context>
    <name>ui::editor::Keep</name>
    <message>
        <source>Stock is the cloud&apos;s; no text can set it.</source>
        <translation>库存由云厂商决定，文本无法设置。</translation>
    </message>
    <message>
        <source>The maximum of pool %1 is set in its cluster, %2, not in a manifest.</source>
        <translation>节点池 %1 的上限在其集群 %2 中设置，而不在清单中。</translation>
    </message>
    <message>
        <source>Free addresses of pool %1 in %2 are its vSwitch&apos;s, not in a manifest.</source>
        <translation>%2 中节点池 %1 的空闲地址属于其交换机，而不在清单中。</translation>
    </message>
    <message>
        <source>Quota %1 is the account&apos;s; ask the cloud for it.</source>
        <translation>配额 %1 属于账号，请向云厂商申请。</translation>
    </message>
    <message>
        <source>Node %1 of %2 is taken out by cordoning it, not in a manifest.</source>
        <translation>%2 的节点 %1 需通过 cordon 移出，而不是在清单中修改。</translation>
    </message>
    <message>
        <source>The workload stands in none of the open texts.</source>
        <translation>打开的文本中没有该工作负载。</translation>
    </message>
    <message>
        <source>A %1 has no number of replicas.</source>
        <translation>%1 没有副本数。</translation>
    </message>
    <message>
        <source>The policy stands in none of the open texts.</source>
        <translation>打开的文本中没有该策略。</translation>
    </message>
</context>
<context>
    <name>ui::editor::PlacementModel</name>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Stock: %1</source>
        <comment>before and after</comment>
        <translation>库存：%1</translation>
    </message>
    <message>
        <source>Cluster, node pool and zone, node</source>
        <translation>集群，节点池与可用区，节点</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>What the scheduler will write; in brackets the range where stock is not known exactly</source>
        <translation>调度器将写入的数量；括号内为库存不确定时的范围</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Running ones that are used, new ones that are bought</source>
        <translation>使用的运行中节点，购买的新节点</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>库存</translation>
    </message>
    <message>
        <source>What the cloud has of the type in the zone, before and after</source>
        <translation>该实例规格在可用区的库存：之前与之后</translation>
    </message>
    <message>
        <source>New/h</source>
        <comment>cost an hour</comment>
        <translation>新增/小时</translation>
    </message>
    <message>
        <source>New %1/h</source>
        <comment>currency</comment>
        <translation>新增 %1/小时</translation>
    </message>
    <message>
        <source>What the bill grows by in an hour; a node that runs is paid for already</source>
        <translation>每小时账单的增加额；运行中的节点已付费</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>ui::editor::PreviewPane</name>
    <message>
        <source>Placement by cluster</source>
        <translation>各集群的放置</translation>
    </message>
    <message>
        <source>Workload that is shown</source>
        <translation>显示的工作负载</translation>
    </message>
    <message>
        <source>State of the preview</source>
        <translation>预览的状态</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>&amp;Full reasoning</source>
        <translation>完整推理(&amp;F)</translation>
    </message>
    <message>
        <source>More about the preview</source>
        <translation>预览的更多信息</translation>
    </message>
    <message>
        <source>Capacities of each cluster</source>
        <translation>各集群的容量</translation>
    </message>
    <message>
        <source>What would help</source>
        <translation>可行的办法</translation>
    </message>
    <message>
        <source>When it is scaled</source>
        <translation>扩缩容时</translation>
    </message>
    <message>
        <source>The update on its way</source>
        <translation>更新过程</translation>
    </message>
    <message>
        <source>Capacities</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>What would help (%1)</source>
        <translation>可行的办法（%1）</translation>
    </message>
    <message>
        <source>When scaled</source>
        <translation>扩缩容时</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>What if: %1. Not in the text.</source>
        <translation>假设：%1。未写入文本。</translation>
    </message>
    <message>
        <source>recomputing…</source>
        <translation>正在重新计算…</translation>
    </message>
    <message>
        <source>%1, snapshot %2</source>
        <translation>%1，快照 %2</translation>
    </message>
    <message>
        <source>Snapshot %1</source>
        <translation>快照 %1</translation>
    </message>
</context>
<context>
    <name>ui::editor::ProblemModel</name>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>如何处理</translation>
    </message>
    <message>
        <source>preview</source>
        <comment>a problem that stands in no text</comment>
        <translation>预览</translation>
    </message>
</context>
<context>
    <name>ui::editor::ReasonModel</name>
    <message>
        <source>Reasoning</source>
        <translation>推理</translation>
    </message>
</context>
<context>
    <name>ui::editor::RemedyModel</name>
    <message>
        <source>Key</source>
        <comment>keyboard</comment>
        <translation>按键</translation>
    </message>
    <message>
        <source>Press to try it</source>
        <translation>按下即可尝试</translation>
    </message>
    <message>
        <source>What would help</source>
        <translation>可行的办法</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>可增加</translation>
    </message>
    <message>
        <source>Replicas that it would place besides</source>
        <translation>还能放置的副本</translation>
    </message>
    <message>
        <source>Costs/h</source>
        <translation>费用/小时</translation>
    </message>
    <message>
        <source>What the bill would grow by besides</source>
        <translation>账单还会增加的金额</translation>
    </message>
</context>
<context>
    <name>ui::editor::RolloutModel</name>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>Surge</source>
        <translation>超出</translation>
    </message>
    <message>
        <source>Pods above the replicas at the worst moment</source>
        <translation>最坏时刻超出副本数的 Pod</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺少</translation>
    </message>
    <message>
        <source>Pods that may be missing during the update</source>
        <translation>更新期间可能缺少的 Pod</translation>
    </message>
    <message>
        <source>New nodes</source>
        <translation>新节点</translation>
    </message>
    <message>
        <source>Nodes to buy at the worst moment</source>
        <translation>最坏时刻需要购买的节点</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>库存</translation>
    </message>
    <message>
        <source>Of these nodes, before and after</source>
        <translation>这些节点的库存，之前与之后</translation>
    </message>
    <message>
        <source>New/h</source>
        <comment>cost an hour</comment>
        <translation>新增/小时</translation>
    </message>
    <message>
        <source>What the bill grows by meanwhile</source>
        <translation>更新期间账单增加的金额</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
</context>
<context>
    <name>ui::editor::Rows</name>
    <message>
        <source>unknown</source>
        <comment>how many instances there are</comment>
        <translation>未知</translation>
    </message>
    <message>
        <source>%1 starting</source>
        <comment>existing nodes that are not ready yet</comment>
        <translation>%1 个启动中</translation>
    </message>
    <message>
        <source>on its way</source>
        <comment>a node that is being bought</comment>
        <translation>购买中</translation>
    </message>
    <message>
        <source>These nodes exist and are starting: what lands there waits until they are ready, and no new node is bought for it.</source>
        <translation>这些节点已存在，正在启动：落在那里的副本会等到它们就绪，不会为此购买新节点。</translation>
    </message>
    <message>
        <source>The autoscaler may take another pool that fits: pool, type and price are one of a set.</source>
        <translation>自动伸缩器可能选用另一个合适的节点池：节点池、规格和价格是其中之一。</translation>
    </message>
    <message>
        <source>The autoscaler may take %1 as well, at the same type and price.</source>
        <translation>自动伸缩器也可能选用 %1，规格和价格相同。</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <comment>zones, of which the autoscaler takes one</comment>
        <translation>%1 或 %2</translation>
    </message>
    <message>
        <source>%1 or another</source>
        <comment>a zone of the pool</comment>
        <translation>%1 或其他可用区</translation>
    </message>
    <message>
        <source> or of another pool</source>
        <comment>behind an instance type</comment>
        <translation> 或另一节点池的规格</translation>
    </message>
    <message>
        <source>%1 running</source>
        <comment>existing nodes used</comment>
        <translation>%1 个运行中</translation>
    </message>
    <message>
        <source>%1 new</source>
        <comment>nodes to buy</comment>
        <translation>%1 个新增</translation>
    </message>
    <message>
        <source>The provisioner may take another type of this pool: type and price are one of a set.</source>
        <translation>供给器可能选用该节点池的其他规格：规格和价格是其中之一。</translation>
    </message>
    <message>
        <source>* What a new node gives is assumed: %1.</source>
        <translation>* 新节点的可分配量为假定值：%1。</translation>
    </message>
    <message>
        <source>What a new node gives: %1.</source>
        <translation>新节点的可分配量：%1。</translation>
    </message>
    <message>
        <source>No price is known for %1.</source>
        <translation>%1 的价格未知。</translation>
    </message>
    <message>
        <source>new, spot</source>
        <comment>a node to buy</comment>
        <translation>新增，抢占式</translation>
    </message>
    <message>
        <source>new</source>
        <comment>a node to buy</comment>
        <translation>新增</translation>
    </message>
    <message>
        <source>running</source>
        <comment>a node that exists</comment>
        <translation>运行中</translation>
    </message>
    <message>
        <source>nodes that are not known</source>
        <translation>未知的节点</translation>
    </message>
    <message>
        <source>no pool</source>
        <comment>where its node is, in place of a pool's name</comment>
        <translation>无节点池</translation>
    </message>
    <message>
        <source>%1 (from labels)</source>
        <comment>a pool that only its nodes' label names</comment>
        <translation>%1（来自标签）</translation>
    </message>
    <message>
        <source>, spot</source>
        <comment>behind an instance type</comment>
        <translation>，抢占式</translation>
    </message>
    <message>
        <source>part</source>
        <comment>of replicas that another row counts</comment>
        <translation>部分</translation>
    </message>
    <message>
        <source>idle</source>
        <comment>nodes of groups that do not become whole</comment>
        <translation>空耗</translation>
    </message>
    <message>
        <source> or another type of the pool</source>
        <translation> 或该节点池的其他规格</translation>
    </message>
    <message>
        <source>%1
Ruled out by %2.</source>
        <comment>reason, filter</comment>
        <translation>%1
由 %2 排除。</translation>
    </message>
    <message numerus="yes">
        <source>%n short</source>
        <comment>replicas without a node</comment>
        <translation>
            <numerusform>缺少 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>your limit</source>
        <translation>您的限制</translation>
    </message>
    <message>
        <source>quota</source>
        <translation>配额</translation>
    </message>
    <message>
        <source>stock</source>
        <translation>库存</translation>
    </message>
    <message>
        <source>a rule</source>
        <translation>规则</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 replicas fit</source>
        <comment>verdict</comment>
        <translation>
            <numerusform>%2 个副本中可放置 %1 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Not propagated: no policy selects it</source>
        <translation>未分发：没有策略选中它</translation>
    </message>
    <message numerus="yes">
        <source>None of %1 replicas fits</source>
        <comment>verdict</comment>
        <translation>
            <numerusform>%1 个副本都无法放置</numerusform>
        </translation>
    </message>
    <message>
        <source>Not known whether it fits</source>
        <translation>无法判断能否放置</translation>
    </message>
    <message>
        <source>Nothing to place</source>
        <translation>没有可放置的副本</translation>
    </message>
    <message>
        <source>no new node</source>
        <translation>无需新节点</translation>
    </message>
    <message>
        <source>new nodes unknown</source>
        <translation>新节点数未知</translation>
    </message>
    <message>
        <source>at least ~%1 new nodes</source>
        <comment>predicted</comment>
        <translation>至少约 %1 个新节点</translation>
    </message>
    <message>
        <source>~%1–%2 new nodes</source>
        <comment>predicted: sure, and at most</comment>
        <translation>~%1–%2 个新节点</translation>
    </message>
    <message numerus="yes">
        <source>~%n new node(s)</source>
        <comment>predicted</comment>
        <translation>
            <numerusform>~%n 个新节点</numerusform>
        </translation>
    </message>
    <message>
        <source>new cost %1%2%3/h</source>
        <comment>figure, no-break space, currency</comment>
        <translation>新增费用 %1%2%3/小时</translation>
    </message>
    <message>
        <source>%1 more while it updates, %2%3%4/h</source>
        <comment>nodes, predicted; figure, no-break space, currency</comment>
        <translation>更新期间另需 %1 个，%2%3%4/小时</translation>
    </message>
    <message>
        <source>%1 more while it updates, at a cost not known</source>
        <comment>nodes, predicted</comment>
        <translation>更新期间另需 %1 个，费用未知</translation>
    </message>
    <message>
        <source>new cost not known</source>
        <translation>新增费用未知</translation>
    </message>
    <message numerus="yes">
        <source>%n pods a replica</source>
        <translation>
            <numerusform>每个副本 %n 个 Pod</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n replica(s) move</source>
        <translation>
            <numerusform>%n 个副本迁移</numerusform>
        </translation>
    </message>
    <message>
        <source>minimum</source>
        <comment>replicas of an autoscaled workload</comment>
        <translation>最小</translation>
    </message>
    <message>
        <source>current</source>
        <comment>replicas of an autoscaled workload</comment>
        <translation>当前</translation>
    </message>
    <message>
        <source>maximum</source>
        <comment>replicas of an autoscaled workload</comment>
        <translation>最大</translation>
    </message>
    <message>
        <source>first that does not fit</source>
        <translation>第一个放不下的数量</translation>
    </message>
    <message>
        <source>no policy</source>
        <translation>没有策略</translation>
    </message>
    <message>
        <source>policy %1</source>
        <translation>策略 %1</translation>
    </message>
    <message>
        <source>cluster group %1</source>
        <translation>集群组 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n cluster(s) ruled out</source>
        <translation>
            <numerusform>排除了 %n 个集群</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new replica(s) refused</source>
        <comment>by the API server</comment>
        <translation>
            <numerusform>%n 个新副本被拒绝</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new replica(s) Pending</source>
        <comment>no node for them</comment>
        <translation>
            <numerusform>%n 个新副本保持 Pending</numerusform>
        </translation>
    </message>
    <message>
        <source>the update can finish</source>
        <translation>更新可以完成</translation>
    </message>
    <message>
        <source>Scheduling is suspended</source>
        <translation>调度已暂停</translation>
    </message>
    <message>
        <source>Placed, but will not run</source>
        <translation>已放置，但不会运行</translation>
    </message>
    <message>
        <source>Placed, but not all will run</source>
        <translation>已放置，但不会全部运行</translation>
    </message>
    <message>
        <source>Refused: the previous placement stands</source>
        <translation>被拒绝：原先的放置不变</translation>
    </message>
    <message>
        <source>%1; the update cannot finish</source>
        <comment>verdict</comment>
        <translation>%1；更新无法完成</translation>
    </message>
    <message>
        <source>%1; the update may not finish</source>
        <comment>verdict</comment>
        <translation>%1；更新可能无法完成</translation>
    </message>
    <message>
        <source>The update cannot finish</source>
        <translation>更新无法完成</translation>
    </message>
    <message>
        <source>Not known whether the update can finish</source>
        <translation>不清楚更新能否完成</translation>
    </message>
    <message>
        <source>%1, %2 by preempting</source>
        <comment>verdict</comment>
        <translation>%1，其中 %2 个靠抢占</translation>
    </message>
    <message>
        <source>by preempting</source>
        <comment>replicas for which others are evicted</comment>
        <translation>靠抢占</translation>
    </message>
    <message>
        <source>Evicted for it: %1.</source>
        <translation>为此被驱逐：%1。</translation>
    </message>
    <message>
        <source>%1, if %2</source>
        <comment>verdict, what has to hold</comment>
        <translation>%1（若%2）</translation>
    </message>
    <message>
        <source> and </source>
        <comment>conditions</comment>
        <translation>，且</translation>
    </message>
    <message numerus="yes">
        <source>All %n workloads run as asked</source>
        <translation>
            <numerusform>%n 个工作负载都按要求运行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n workloads run as asked, %2 of %3 replicas</source>
        <translation>
            <numerusform>%n 个工作负载中 %1 个按要求运行，副本 %2/%3</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; a rule has errors</source>
        <comment>verdict</comment>
        <translation>%1；有规则出错</translation>
    </message>
</context>
<context>
    <name>ui::editor::ScaledModel</name>
    <message>
        <source>When scaled to</source>
        <translation>扩缩容到</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>Placed</source>
        <translation>已放置</translation>
    </message>
    <message>
        <source>New nodes</source>
        <translation>新节点</translation>
    </message>
    <message>
        <source>New/h</source>
        <comment>cost an hour</comment>
        <translation>新增/小时</translation>
    </message>
</context>
<context>
    <name>ui::editor::TextTab</name>
    <message>
        <source>The line ends of this file differ. Saving writes all of them as in Unix (LF).</source>
        <translation>此文件的换行符不一致。保存时会统一写成 Unix 格式（LF）。</translation>
    </message>
    <message>
        <source>Values of Secrets are never kept in drafts; they are those of the file. What you had changed in them is not here.</source>
        <translation>草稿从不保存 Secret 的值，这里的值取自文件；您对这些值的改动不在这里。</translation>
    </message>
    <message>
        <source>Values and comments of Secrets are never kept in drafts. Fill in what is missing, or open the file again.</source>
        <translation>草稿从不保存 Secret 的值和注释。请补全缺少的内容，或重新打开文件。</translation>
    </message>
    <message>
        <source>This text comes from a draft, without values and comments of Secrets. Saving it takes them out of %1.</source>
        <translation>此文本来自草稿，不含 Secret 的值和注释。保存后 %1 中也将不再有它们。</translation>
    </message>
    <message>
        <source>Save anyway</source>
        <translation>仍然保存</translation>
    </message>
    <message>
        <source>Take the file&apos;s text</source>
        <translation>采用文件中的文本</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>%1 The text as it was stands only here. Save it to keep it.</source>
        <comment>why a file is lost</comment>
        <translation>%1 原来的文本只存在于此处。请保存以免丢失。</translation>
    </message>
    <message>
        <source>%1 was changed by another program. Its new text is shown; Undo brings the former one back.</source>
        <translation>%1 已被其他程序修改。现在显示新的文本；撤销可恢复原来的文本。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>%1 The text here was changed, too.</source>
        <comment>that a file was changed</comment>
        <translation>%1 此处的文本也改动过。</translation>
    </message>
</context>
<context>
    <name>ui::editor::WhatIfBar</name>
    <message>
        <source>&amp;Keep</source>
        <translation>保留(&amp;K)</translation>
    </message>
    <message>
        <source>Rese&amp;t</source>
        <translation>重置(&amp;T)</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>no cluster</source>
        <comment>what if: without no cluster</comment>
        <translation>不排除集群</translation>
    </message>
    <message>
        <source>as in the snapshot</source>
        <translation>与快照一致</translation>
    </message>
    <message>
        <source>Write what is tried into the text, as one step that can be undone</source>
        <translation>把假设写入文本，作为可撤销的一步</translation>
    </message>
    <message>
        <source>Preview the text as it is</source>
        <translation>按文本原样预览</translation>
    </message>
    <message>
        <source>&amp;replicas</source>
        <translation>副本(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;without</source>
        <translation>不用集群(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;stock</source>
        <translation>库存(&amp;S)</translation>
    </message>
    <message>
        <source>instances in stock</source>
        <translation>库存台数</translation>
    </message>
    <message>
        <source>, spot</source>
        <comment>behind a stock cell</comment>
        <translation>，抢占式</translation>
    </message>
    <message>
        <source>replicas %1</source>
        <translation>副本 %1</translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>不用 %1</translation>
    </message>
    <message>
        <source>stock of %1 is %2</source>
        <translation>%1 的库存为 %2</translation>
    </message>
    <message>
        <source>, account %1</source>
        <comment>behind a stock cell</comment>
        <translation>，账号 %1</translation>
    </message>
</context>
<context>
    <name>ui::history::HistoryModel</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>执行者</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>End</source>
        <comment>how a plan ended</comment>
        <translation>结果</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>%1, undone by %2</source>
        <comment>end, digest</comment>
        <translation>%1，已由 %2 撤销</translation>
    </message>
    <message>
        <source>%1, undoes %2</source>
        <comment>digests</comment>
        <translation>%1，撤销 %2</translation>
    </message>
</context>
<context>
    <name>ui::history::HistoryScreen</name>
    <message>
        <source>Plans that were applied</source>
        <translation>已执行的计划</translation>
    </message>
    <message>
        <source>Steps of the plan</source>
        <translation>计划的步骤</translation>
    </message>
    <message>
        <source>The object before and after</source>
        <translation>对象的前后状态</translation>
    </message>
    <message>
        <source>The journal is being read.</source>
        <translation>正在读取日志。</translation>
    </message>
    <message>
        <source>The journal cannot be read.</source>
        <translation>无法读取日志。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Every step has an end.</source>
        <translation>每一步都有结果。</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>&amp;Undo the plan…</source>
        <translation>撤销该计划(&amp;U)…</translation>
    </message>
    <message>
        <source>&amp;Ask the cluster</source>
        <translation>询问集群(&amp;A)</translation>
    </message>
    <message>
        <source>No plan was applied yet.</source>
        <translation>还没有执行过计划。</translation>
    </message>
    <message>
        <source>Every plan that is applied, here or by berthctl, stands here with the objects as they were.</source>
        <translation>在此处或用 berthctl 执行的每个计划都列在这里，并保留对象之前的状态。</translation>
    </message>
    <message>
        <source>Plan what stands in the editor</source>
        <translation>为编辑器中的内容制定计划</translation>
    </message>
    <message>
        <source>The journal was edited, or an entry is missing. %1</source>
        <translation>日志被改动，或缺少条目。%1</translation>
    </message>
    <message numerus="yes">
        <source>Of %n step(s) it is not known whether they were done.</source>
        <translation>
            <numerusform>有 %n 步不知道是否已完成。</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask the cluster</source>
        <translation>询问集群</translation>
    </message>
    <message>
        <source>Open the connection that the plan was applied to first.</source>
        <translation>请先打开执行该计划的连接。</translation>
    </message>
    <message>
        <source>Nothing of this plan was done.</source>
        <translation>该计划没有完成任何一步。</translation>
    </message>
    <message>
        <source>Makes a plan that takes it back, to be reviewed as any</source>
        <translation>制定一个撤回它的计划，与其他计划一样需要审阅</translation>
    </message>
    <message>
        <source>Asks the clusters about steps that nobody knows the end of</source>
        <translation>向集群询问结果未知的步骤</translation>
    </message>
    <message>
        <source>Open the connection that the plan was applied to first: %1.</source>
        <translation>请先打开执行该计划的连接：%1。</translation>
    </message>
    <message>
        <source>Open a connection</source>
        <translation>打开连接</translation>
    </message>
    <message>
        <source>Open the connection that reaches the cluster first.</source>
        <translation>请先打开能到达该集群的连接。</translation>
    </message>
    <message>
        <source>The clusters are asked.</source>
        <translation>正在询问集群。</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>已复制：%1</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Apply &amp;again…</source>
        <translation>再次应用(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Makes a new plan of it, on how the clusters are now, to be reviewed as any</source>
        <translation>按集群现状据此新建一个计划，与其他计划一样需审阅</translation>
    </message>
    <message>
        <source>Saves the plan, or the record of it with the objects before and after</source>
        <translation>保存计划，或保存含前后对象的记录</translation>
    </message>
    <message>
        <source>The plan, to be applied again (*.json)</source>
        <translation>计划，可再次应用 (*.json)</translation>
    </message>
    <message>
        <source>The record, with the objects before and after (*.json)</source>
        <translation>记录，含前后的对象 (*.json)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) that were deleted are still there: something holds them.</source>
        <translation>
            <numerusform>%n 个已删除的对象仍然存在：有东西保留着它们。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::history::StepsModel</name>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>End</source>
        <comment>how a step ended</comment>
        <translation>结果</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>ui::plan::ApplyDialog</name>
    <message>
        <source>Nothing is deleted before these names are typed: %1</source>
        <translation>输入以下名称之前不会删除任何对象：%1</translation>
    </message>
    <message>
        <source>Apply the plan</source>
        <translation>执行计划</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) will be deleted:</source>
        <translation>
            <numerusform>将删除 %n 个对象：</numerusform>
        </translation>
    </message>
    <message>
        <source>The name of %1</source>
        <translation>%1 的名称</translation>
    </message>
    <message>
        <source>Copy the name</source>
        <translation>复制名称</translation>
    </message>
    <message>
        <source>Copy the name of %1</source>
        <translation>复制 %1 的名称</translation>
    </message>
    <message>
        <source>This is production. Type the name of what is deleted, %1:</source>
        <translation>这是生产环境。请输入要删除的对象的名称 %1：</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) will be taken from those who own them, by force:</source>
        <translation>
            <numerusform>将强制接管他人拥有的 %n 个字段：</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n object(s)</source>
        <translation>
            <numerusform>删除 %n 个对象</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take over %n field(s)</source>
        <translation>
            <numerusform>接管 %n 个字段</numerusform>
        </translation>
    </message>
    <message>
        <source>Do not apply</source>
        <translation>不执行</translation>
    </message>
    <message>
        <source>Stays without its owner: %1</source>
        <comment>objects</comment>
        <translation>失去所有者而留下：%1</translation>
    </message>
    <message>
        <source>Goes along: %1</source>
        <comment>objects</comment>
        <translation>随之删除：%1</translation>
    </message>
</context>
<context>
    <name>ui::plan::ChangePane</name>
    <message>
        <source>Fields that the step changes</source>
        <translation>该步骤更改的字段</translation>
    </message>
    <message>
        <source>Now</source>
        <comment>a text</comment>
        <translation>当前</translation>
    </message>
    <message>
        <source>Then</source>
        <comment>a text once the plan is applied</comment>
        <translation>执行后</translation>
    </message>
    <message>
        <source>The change as a patch</source>
        <translation>以补丁形式显示的更改</translation>
    </message>
    <message>
        <source>How the change is shown</source>
        <translation>更改的显示方式</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>YAML side by side</source>
        <translation>YAML 并排</translation>
    </message>
    <message>
        <source>YAML unified</source>
        <translation>YAML 合并</translation>
    </message>
    <message numerus="yes">
        <source>%n default(s)</source>
        <comment>fields</comment>
        <translation>
            <numerusform>%n 个默认值</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept by the server</source>
        <comment>fields</comment>
        <translation>
            <numerusform>%n 个由服务器维护</numerusform>
        </translation>
    </message>
    <message>
        <source>Show defaults (hidden: %1)</source>
        <comment>a list</comment>
        <translation>显示默认值（已隐藏：%1）</translation>
    </message>
</context>
<context>
    <name>ui::plan::CheckModel</name>
    <message>
        <source>passes</source>
        <comment>a check</comment>
        <translation>通过</translation>
    </message>
    <message>
        <source>a step makes it</source>
        <comment>a check that fails without the plan</comment>
        <translation>由步骤创建</translation>
    </message>
    <message>
        <source>warns</source>
        <comment>a check</comment>
        <translation>警告</translation>
    </message>
    <message>
        <source>fails</source>
        <comment>a check</comment>
        <translation>失败</translation>
    </message>
    <message>
        <source>not known</source>
        <comment>a check</comment>
        <translation>未知</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>What</source>
        <comment>is checked</comment>
        <translation>检查内容</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>the fleet</source>
        <translation>舰队</translation>
    </message>
</context>
<context>
    <name>ui::plan::ChecksPane</name>
    <message>
        <source>Checks of the clusters</source>
        <translation>对集群的检查</translation>
    </message>
    <message>
        <source>Add the fix to the plan</source>
        <translation>将修复加入计划</translation>
    </message>
    <message>
        <source>Open the fix in the editor</source>
        <translation>在编辑器中打开修复</translation>
    </message>
    <message>
        <source>Manifests that mend it</source>
        <translation>用于修复的清单</translation>
    </message>
    <message numerus="yes">
        <source>Add %n fix(es) to the plan</source>
        <translation>
            <numerusform>将 %n 项修复加入计划</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>cluster, what is checked</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Evidence: %1</source>
        <translation>依据：%1</translation>
    </message>
</context>
<context>
    <name>ui::plan::FieldModel</name>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Now</source>
        <comment>the value of a field</comment>
        <translation>当前</translation>
    </message>
    <message>
        <source>Then</source>
        <comment>the value of a field once the plan is applied</comment>
        <translation>执行后</translation>
    </message>
    <message>
        <source>By</source>
        <comment>who changes a field</comment>
        <translation>由谁</translation>
    </message>
    <message>
        <source>added: %1</source>
        <comment>a field</comment>
        <translation>新增：%1</translation>
    </message>
    <message>
        <source>changed: %1</source>
        <comment>a field</comment>
        <translation>更改：%1</translation>
    </message>
    <message>
        <source>removed: %1</source>
        <comment>a field</comment>
        <translation>删除：%1</translation>
    </message>
</context>
<context>
    <name>ui::plan::LiveDialog</name>
    <message>
        <source>It is not there, and neither is its namespace %1: make that first, or put it into the text.</source>
        <translation>它不存在，它的命名空间 %1 也不存在：请先创建该命名空间，或把它写进文本。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1 and what is there</source>
        <comment>name of a text</comment>
        <translation>%1 与实时对象</translation>
    </message>
    <message>
        <source>Objects of the text</source>
        <translation>文本中的对象</translation>
    </message>
    <message>
        <source>The objects of %1 are being read.</source>
        <translation>正在读取 %1 的对象。</translation>
    </message>
    <message>
        <source>On %1; nothing is changed there.</source>
        <comment>connection</comment>
        <translation>在 %1 上；不做任何更改。</translation>
    </message>
    <message>
        <source>It could not be compared.</source>
        <translation>无法比较。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Left what is on %1, right what the text would make of it. What the server keeps for itself is left out; what the text does not say stays as it is.</source>
        <comment>connection</comment>
        <translation>左侧为 %1 上的实时内容，右侧为文本将使其成为的内容。服务器自行维护的字段已略去；文本未提及的内容保持不变。</translation>
    </message>
    <message>
        <source>Nothing to apply.</source>
        <translation>无需应用。</translation>
    </message>
    <message>
        <source>Text and cluster agree.</source>
        <translation>文本与集群一致。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>object, what differs</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>It is not there: the text would create it.</source>
        <translation>对象不存在：文本将创建它。</translation>
    </message>
    <message>
        <source>It could not be read, so what differs is not known.</source>
        <translation>无法读取，因此不知道有何差异。</translation>
    </message>
    <message>
        <source>No value differs; who owns its fields would change.</source>
        <translation>没有值不同；字段的所有者将改变。</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) differ.</source>
        <translation>
            <numerusform>%n 个字段不同。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::plan::PlanScreen</name>
    <message>
        <source>%1, when the plan was made</source>
        <comment>what the server said</comment>
        <translation>%1（制定计划时）</translation>
    </message>
    <message>
        <source>Make the former plan again</source>
        <translation>重新制定先前的计划</translation>
    </message>
    <message>
        <source>The text was changed since it was compared: %1</source>
        <comment>names of texts</comment>
        <translation>比较之后文本已更改：%1</translation>
    </message>
    <message>
        <source>The text was changed since the plan was made: %1. The plan is of the former text. Make it again before it is applied.</source>
        <comment>names of texts</comment>
        <translation>制定计划之后文本已更改：%1。此计划基于先前的文本，请重新制定后再应用。</translation>
    </message>
    <message>
        <source>The text was changed since the plan was made.</source>
        <translation>制定计划之后文本已更改。</translation>
    </message>
    <message>
        <source>The plan was applied already, or is out of date. Make it again first.</source>
        <translation>此计划已应用或已过时，请先重新制定。</translation>
    </message>
    <message>
        <source>The plan came just now. Look at it first.</source>
        <translation>计划刚刚生成，请先查看。</translation>
    </message>
    <message>
        <source>The server of %1 is not verified: whoever answers gets what is applied.</source>
        <translation>%1 的服务器未验证：任何应答者都会收到所应用的内容。</translation>
    </message>
    <message>
        <source>What is shown is the former plan; it can be read, and applied only after it is made again.</source>
        <translation>所示为先前的计划；可以阅读，重新制定后才能应用。</translation>
    </message>
    <message>
        <source>Former plan: %1</source>
        <translation>先前的计划：%1</translation>
    </message>
    <message>
        <source>Steps of the plan</source>
        <translation>计划的步骤</translation>
    </message>
    <message>
        <source>Re-plan</source>
        <translation>重新制定</translation>
    </message>
    <message>
        <source>Plan again</source>
        <translation>再次制定</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>The plan is being made.</source>
        <translation>正在制定计划。</translation>
    </message>
    <message>
        <source>%1 is read-only: what would change is worked out here.</source>
        <translation>%1 为只读：在本地计算会有哪些更改。</translation>
    </message>
    <message>
        <source>The server is asked what it would make of the text; it changes nothing.</source>
        <translation>正在询问服务器会如何处理该文本；不会更改任何内容。</translation>
    </message>
    <message>
        <source>Compared %1 on %2.</source>
        <comment>time, connection</comment>
        <translation>比较时间 %1，连接 %2。</translation>
    </message>
    <message>
        <source>Nothing that an apply changes, but text and cluster differ.</source>
        <translation>应用不会带来任何更改，但文本与集群并不一致。</translation>
        <source>Nothing to apply.</source>
        <translation>无需应用。</translation>
    </message>
    <message>
        <source>Nothing to change: text and cluster agree.</source>
        <translation>无需更改：文本与集群一致。</translation>
    </message>
    <message>
        <source>Nothing to undo: the cluster is as it was before.</source>
        <translation>无需撤销：集群已与之前一致。</translation>
    </message>
    <message>
        <source>Nothing of it can be undone.</source>
        <translation>其中没有可以撤销的内容。</translation>
    </message>
    <message>
        <source>Nothing that an undo changes, but not all is known to be as it was before.</source>
        <translation>撤销不会带来任何更改，但无法确定一切都与之前一致。</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>重新比较</translation>
    </message>
    <message>
        <source>Plans are made on a live fleet, and none is open.</source>
        <translation>计划针对实时舰队制定，而目前没有打开。</translation>
    </message>
    <message>
        <source>Open a connection, and plan what stands in the editor. A plan that somebody saved can be read without one.</source>
        <translation>请打开连接，再为编辑器中的内容制定计划。别人保存的计划无需连接即可阅读。</translation>
    </message>
    <message>
        <source>Open a connection</source>
        <translation>打开连接</translation>
    </message>
    <message>
        <source>Open plan…</source>
        <translation>打开计划…</translation>
    </message>
    <message>
        <source>No plan yet.</source>
        <translation>还没有计划。</translation>
    </message>
    <message>
        <source>A plan says what the texts of the editor would change on %1, and changes nothing.</source>
        <translation>计划说明编辑器中的文本会在 %1 上更改什么，本身不更改任何内容。</translation>
    </message>
    <message>
        <source>Plan what stands in the editor</source>
        <translation>为编辑器中的内容制定计划</translation>
    </message>
    <message>
        <source>This plan cannot undo everything. %1</source>
        <translation>该计划无法撤销全部。%1</translation>
    </message>
    <message>
        <source>The plan is of %1 and was valid until %2. Make it again before it is applied.</source>
        <translation>计划制定于 %1，有效期到 %2。请重新制定后再执行。</translation>
    </message>
    <message>
        <source>Apply although %1 will put the change back</source>
        <translation>尽管 %1 会改回，仍然执行</translation>
    </message>
    <message>
        <source>There is no plan.</source>
        <translation>没有计划。</translation>
    </message>
    <message>
        <source>%1 keeps an object of it. Change it where it is kept, or tick the box.</source>
        <translation>%1 维护其中一个对象。请在其来源处修改，或勾选复选框。</translation>
    </message>
    <message>
        <source>The server has no dry run for a step. Tick the box to apply it nevertheless.</source>
        <translation>服务器不支持某一步的试运行。勾选复选框以仍然执行。</translation>
    </message>
    <message>
        <source>Applying…</source>
        <translation>正在执行…</translation>
    </message>
    <message numerus="yes">
        <source>Apply %n step(s)</source>
        <translation>
            <numerusform>执行 %n 步</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>command, keys</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>Stops after this step</source>
        <translation>此步之后停止</translation>
    </message>
    <message>
        <source>S&amp;top after this step</source>
        <translation>此步之后停止(&amp;T)</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Retry from step %1</source>
        <translation>从第 %1 步重试</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo step 1</source>
        <translation>撤销第 1 步</translation>
    </message>
    <message>
        <source>Undo steps 1 to %1</source>
        <translation>撤销第 1 至 %1 步</translation>
    </message>
    <message>
        <source>%1 of %2 applied.</source>
        <translation>%2 步中已执行 %1 步。</translation>
    </message>
    <message>
        <source>Nothing was applied.</source>
        <translation>没有执行任何内容。</translation>
    </message>
    <message>
        <source>Nothing was applied: the cluster is not as the plan saw it.</source>
        <translation>没有执行任何内容：集群已与计划所见不同。</translation>
    </message>
    <message>
        <source>It is not known whether a step was done. History asks the cluster.</source>
        <translation>不知道某一步是否已完成。可在“历史”中询问集群。</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Stopped. %1</source>
        <translation>已停止。%1</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>执行(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Re-plan</source>
        <translation>重新制定(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Save plan…</source>
        <translation>保存计划(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Copy as command</source>
        <translation>复制为命令(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;diff</source>
        <translation>复制差异(&amp;D)</translation>
    </message>
    <message>
        <source>Apply although the server has no dry run for a step</source>
        <translation>尽管服务器不支持某一步的试运行，仍然执行</translation>
    </message>
    <message>
        <source>Save plan</source>
        <translation>保存计划</translation>
    </message>
    <message>
        <source>Plans (*.json);;All files (*)</source>
        <translation>计划 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Save plan…</source>
        <translation>保存计划…</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>已复制：%1</translation>
    </message>
    <message>
        <source>The diff is copied.</source>
        <translation>已复制差异。</translation>
    </message>
    <message>
        <source>The plan is of %1. What it predicts may be old; whether the cluster is as it saw it is looked at before anything is applied.</source>
        <translation>计划制定于 %1。其预测可能已过时；执行之前会检查集群是否仍与计划所见一致。</translation>
    </message>
    <message>
        <source>Steps and checks of the plan</source>
        <translation>计划的步骤与检查</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>fix.yaml</source>
        <comment>the name of a text</comment>
        <translation>fix.yaml</translation>
    </message>
    <message numerus="yes">
        <source>Checks (%n fail)</source>
        <translation>
            <numerusform>检查（%n 项失败）</numerusform>
        </translation>
    </message>
    <message>
        <source>The cluster is not as the plan saw it. Make it again before it is applied.</source>
        <translation>集群已与计划所见不同。请重新制定后再应用。</translation>
    </message>
    <message>
        <source>What is deleted is still there:</source>
        <translation>已删除的对象仍然存在：</translation>
    </message>
    <message numerus="yes">
        <source>%n more.</source>
        <comment>fields that the server does not know</comment>
        <translation>
            <numerusform>还有 %n 处。</numerusform>
        </translation>
    </message>
    <message>
        <source>Was added to the plan before, and is not added again, because no check asks for it now: %1</source>
        <comment>objects</comment>
        <translation>此前已加入计划，但现在没有检查需要它，因此未再次加入：%1</translation>
    </message>
</context>
<context>
    <name>ui::plan::SecretsForm</name>
    <message>
        <source>&amp;Make the plan</source>
        <translation>制定计划(&amp;M)</translation>
    </message>
    <message>
        <source>The texts do not hold these values. Where are they to be had? A plan keeps where, and no value; it is read again when the plan is applied.</source>
        <translation>文本中没有这些值。它们从哪里取得？计划只记录来源，不保存值；执行计划时会再次读取。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1 of Secret %2</source>
        <comment>key, secret</comment>
        <translation>Secret %2 的 %1</translation>
    </message>
    <message>
        <source>Environment variable</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>%1: where from</source>
        <comment>key of a secret</comment>
        <translation>%1：来源</translation>
    </message>
    <message>
        <source>%1: the variable, or the file</source>
        <comment>key of a secret</comment>
        <translation>%1：变量或文件</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>%1: choose a file</source>
        <comment>key of a secret</comment>
        <translation>%1：选择文件</translation>
    </message>
    <message>
        <source>The file whose whole content is the value</source>
        <translation>其全部内容即为该值的文件</translation>
    </message>
    <message>
        <source>The variable&apos;s name</source>
        <translation>变量的名称</translation>
    </message>
    <message>
        <source>The file of the value</source>
        <translation>值所在的文件</translation>
    </message>
</context>
<context>
    <name>ui::plan::StepModel</name>
    <message>
        <source>managers</source>
        <comment>who owns which fields changes, and no value</comment>
        <translation>管理者</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <comment>that a step changes</comment>
        <translation>
            <numerusform>%n 个字段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <comment>in conflict</comment>
        <translation>
            <numerusform>%n 个字段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n open</source>
        <comment>fields in conflict</comment>
        <translation>
            <numerusform>%1，%n 个待定</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 will put it back</source>
        <comment>a GitOps tool</comment>
        <translation>%1 会改回</translation>
    </message>
    <message>
        <source>create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>change</source>
        <comment>what a step does</comment>
        <translation>更改</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>不执行</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Consequence</source>
        <translation>后果</translation>
    </message>
    <message>
        <source>step %1, %2</source>
        <comment>number, what it does</comment>
        <translation>第 %1 步，%2</translation>
    </message>
    <message>
        <source>takes along %1</source>
        <comment>objects that go with a deleted one</comment>
        <translation>随之删除 %1</translation>
    </message>
    <message>
        <source>unknown</source>
        <comment>whether the object is there</comment>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>ui::plan::StepPane</name>
    <message>
        <source>What is to be known and decided of the step</source>
        <translation>该步骤需要知道和决定的内容</translation>
    </message>
    <message>
        <source>Select a step to see what it changes.</source>
        <translation>选择一个步骤以查看其更改。</translation>
    </message>
    <message>
        <source>Predicted: %1</source>
        <translation>预测：%1</translation>
    </message>
    <message>
        <source>Nobody else owns a field of it, and the server has nothing to say.</source>
        <translation>没有其他人拥有其字段，服务器也没有意见。</translation>
    </message>
    <message>
        <source>Nobody else is on record as its owner; it stays as the cluster has it.</source>
        <translation>没有记录其他所有者；它保持集群中的现状。</translation>
    </message>
    <message>
        <source>Owned by %1</source>
        <comment>the manager of a field</comment>
        <translation>由 %1 拥有</translation>
    </message>
    <message>
        <source>theirs</source>
        <comment>the value of who owns a field</comment>
        <translation>对方</translation>
    </message>
    <message>
        <source>yours</source>
        <comment>the value that the text says</comment>
        <translation>你的</translation>
    </message>
    <message>
        <source>Leave theirs</source>
        <translation>保留对方的值</translation>
    </message>
    <message>
        <source>The field is dropped from what is applied.</source>
        <translation>该字段不再随计划提交。</translation>
    </message>
    <message>
        <source>Take over the field</source>
        <translation>接管该字段</translation>
    </message>
    <message>
        <source>Yours is applied by force. Who owned the field may put it back.</source>
        <translation>强制提交你的值。原拥有者可能会改回。</translation>
    </message>
    <message>
        <source>Share it</source>
        <translation>共同拥有</translation>
    </message>
    <message>
        <source>Their value is applied, and both own the field.</source>
        <translation>提交对方的值，双方共同拥有该字段。</translation>
    </message>
    <message>
        <source>Show in the text</source>
        <translation>在文本中显示</translation>
    </message>
</context>
<context>
    <name>ui::plan::Texts</name>
    <message>
        <source>Plan %1, undoes %2</source>
        <comment>digests</comment>
        <translation>计划 %1，撤销 %2</translation>
    </message>
    <message>
        <source>Plan %1  %2</source>
        <comment>digest, title</comment>
        <translation>计划 %1  %2</translation>
    </message>
    <message numerus="yes">
        <source>+ %n create</source>
        <translation>
            <numerusform>+ 创建 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>~ %n change</source>
        <translation>
            <numerusform>~ 更改 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>− %n delete</source>
        <translation>
            <numerusform>− 删除 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>? %n not read</source>
        <comment>steps</comment>
        <translation>
            <numerusform>? 未能读取 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>made %1</source>
        <comment>time</comment>
        <translation>制定于 %1</translation>
    </message>
    <message>
        <source>made %1 by %2</source>
        <comment>time, user</comment>
        <translation>%2 制定于 %1</translation>
    </message>
    <message>
        <source>on %1</source>
        <comment>a connection</comment>
        <translation>连接 %1</translation>
    </message>
    <message>
        <source>snapshot %1</source>
        <translation>快照 %1</translation>
    </message>
    <message>
        <source>valid until %1</source>
        <comment>time</comment>
        <translation>有效期到 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) unchanged</source>
        <translation>
            <numerusform>%n 个对象无更改</numerusform>
        </translation>
    </message>
    <message>
        <source>server dry run: not asked, the connection is read-only</source>
        <translation>服务器试运行：未询问，连接为只读</translation>
    </message>
    <message>
        <source>server dry run: accepted %1 of %2</source>
        <translation>服务器试运行：%2 步中接受 %1 步</translation>
    </message>
    <message>
        <source>%1, refused %2</source>
        <comment>steps</comment>
        <translation>%1，拒绝 %2 步</translation>
    </message>
    <message>
        <source>%1, %2 after an earlier step</source>
        <comment>steps</comment>
        <translation>%1，%2 步须在前面的步骤之后</translation>
    </message>
    <message>
        <source>%1 could not be read, so what it was is not kept.</source>
        <comment>object</comment>
        <translation>无法读取 %1，因此没有保留它之前的内容。</translation>
    </message>
    <message>
        <source>%1 could not be read, so what it was is not kept: %2</source>
        <comment>object, why</comment>
        <translation>无法读取 %1，因此没有保留它之前的内容：%2</translation>
    </message>
    <message>
        <source>Undo: not all of it. %1</source>
        <translation>撤销：无法全部撤销。%1</translation>
    </message>
    <message>
        <source>Nothing can be applied, so there is nothing to undo.</source>
        <translation>没有可以执行的步骤，因此也没有可撤销的内容。</translation>
    </message>
    <message numerus="yes">
        <source>Undo: %n step(s) can be undone; the undo deletes what they create.</source>
        <translation>
            <numerusform>撤销：%n 步可以撤销；撤销会删除所创建的对象。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo: %n step(s) can be undone; the objects before are kept, and the undo deletes what is created.</source>
        <translation>
            <numerusform>撤销：%n 步可以撤销；已保留之前的对象，撤销会删除新创建的对象。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo: %n step(s) can be undone; the objects before are kept.</source>
        <translation>
            <numerusform>撤销：%n 步可以撤销；已保留之前的对象。</numerusform>
        </translation>
    </message>
    <message>
        <source>No connection is open that it could be applied to.</source>
        <translation>没有打开可以执行它的连接。</translation>
    </message>
    <message>
        <source>The server refuses step %1. Mend the text, or leave the step out.</source>
        <translation>服务器拒绝第 %1 步。请修改文本，或不执行该步。</translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) have no way out yet.</source>
        <translation>
            <numerusform>还有 %n 处冲突未决定。</numerusform>
        </translation>
    </message>
    <message>
        <source>Every step is left out.</source>
        <translation>所有步骤都不执行。</translation>
    </message>
    <message>
        <source>No flag leaves a step out. Save the plan, and the command applies it.</source>
        <translation>没有选项可以略去某一步。请保存计划，命令会执行它。</translation>
    </message>
    <message>
        <source>The command reads files, and %1 stands in none. Save the plan, or the text.</source>
        <translation>命令读取文件，而 %1 不在任何文件中。请保存计划或文本。</translation>
    </message>
    <message>
        <source>The plan was made on %1, and %2 is open.</source>
        <comment>connections</comment>
        <translation>计划针对 %1 制定，而打开的是 %2。</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n check(s) of the clusters pass</source>
        <translation>
            <numerusform>对集群的 %n 项检查中 %1 项通过</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n by a step of the plan</source>
        <comment>checks</comment>
        <translation>
            <numerusform>%n 项由计划的步骤满足</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warn</source>
        <comment>checks</comment>
        <translation>
            <numerusform>%n 项警告</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fail</source>
        <comment>checks</comment>
        <translation>
            <numerusform>%n 项失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not known</source>
        <comment>checks</comment>
        <translation>
            <numerusform>%n 项未知</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>cluster, what it lacks</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Replicas will not run. %1.</source>
        <comment>what the clusters lack</comment>
        <translation>副本将无法运行。%1。</translation>
    </message>
    <message numerus="yes">
        <source>%n more: see Checks.</source>
        <translation>
            <numerusform>另有 %n 项：见“检查”。</numerusform>
        </translation>
    </message>
    <message>
        <source>server dry run: not asked, %1 leads to the same cluster and is read-only</source>
        <comment>a connection</comment>
        <translation>服务器试运行：未询问，%1 指向同一集群且为只读</translation>
    </message>
</context>
<context>
    <name>ui::theme</name>
    <message>
        <source>ok</source>
        <comment>state of a thing</comment>
        <translation>正常</translation>
    </message>
    <message>
        <source>in progress</source>
        <comment>state of a thing</comment>
        <translation>进行中</translation>
    </message>
    <message>
        <source>needs attention</source>
        <comment>state of a thing</comment>
        <translation>需要关注</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>state of a thing</comment>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>ui::BreakableLabel</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy all</source>
        <comment>of a text</comment>
        <translation>全部复制</translation>
    </message>
</context>
</TS>
