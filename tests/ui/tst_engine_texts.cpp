// The engine's sentences in the window's language: how forms are fitted, and that there is one for everything it says.
#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include "core/preview/effects.h"
#include "core/snapshot/file.h"
#include "tests/support/support.h"
#include "tests/support/test.h"
#include "tests/ui/ui_support.h"
#include "ui/session/answer.h"
#include "ui/session/engine_texts.h"

namespace tst_engine_texts {

namespace {

const char* const file = "translations/engine_zh_CN.ts";

QByteArray bytesOf(const char* name)
{
    return QByteArray::fromStdString(test::read(test::source(name)));
}

ui::EngineTexts chinese()
{
    return ui::EngineTexts(bytesOf(file));
}

/// A translation file of one entry.
QByteArray ts(const QString& source, const QString& translation)
{
    return QStringLiteral(
               "<TS><context><message><source>%1</source><translation>%2</translation></message></context></TS>")
        .arg(source, translation)
        .toUtf8();
}

/// Every source of a translation file.
QStringList sourcesOf(const char* name)
{
    QStringList found;
    QXmlStreamReader xml(bytesOf(name));
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == QLatin1String("source")) found << xml.readElementText();
    }
    return found;
}

QString unescaped(QString text)
{
    text.replace(QLatin1String("\\\""), QLatin1String("\""));
    text.replace(QLatin1String("\\n"), QLatin1String("\n"));
    return text.replace(QLatin1String("\\\\"), QLatin1String("\\"));
}

/// The literals of a C++ source, adjacent ones joined, comments and includes left out.
QStringList literalsOf(const QString& path)
{
    QString code = QString::fromStdString(test::read(path.toStdString()));
    static const QRegularExpression comment(QStringLiteral("(?m)^\\s*(//|#include).*$|[;,{})] *// .*$|R\"\\(.*?\\)\""));
    static const QRegularExpression joint(QStringLiteral("(?<!\\\\)\"\\s*\\n\\s*\""));
    static const QRegularExpression literal(QStringLiteral("\"((?:[^\"\\\\\\n]|\\\\.)*)\""));
    static const QRegularExpression character(QStringLiteral("'\\\\?\"'"));
    code.remove(comment);
    code.remove(character);
    code.remove(joint);
    QStringList found;
    for (auto it = literal.globalMatch(code); it.hasNext();) found << unescaped(it.next().captured(1));
    return found;
}

/// English that a translation left: two plain words in a row. What stands in quotes is somebody's, a command or a name.
QString englishLeft(const QString& translated)
{
    static const QRegularExpression quoted(QStringLiteral("\"[^\"]*\"|`[^`]*`"));
    static const QRegularExpression words(QStringLiteral("[a-z]{2,} [a-z]{2,}(?![A-Za-z0-9_/-])"));
    return words.match(QString(translated).remove(quoted)).captured();
}

/// A form with a value in every place: figures where figures stand.
QString withValues(const QString& form)
{
    static const QRegularExpression place(QStringLiteral("\\{([a-z]+)([0-9]?)\\}"));
    QString out;
    qsizetype from = 0;
    for (auto it = place.globalMatch(form); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const QString digit = match.captured(2).isEmpty() ? QStringLiteral("1") : match.captured(2);
        out += form.mid(from, match.capturedStart() - from);
        out += match.captured(1) == QLatin1String("number") ? QLatin1Char('1') + digit
                                                            : match.captured(1) + QLatin1Char('-') + digit;
        from = match.capturedEnd();
    }
    return out + form.mid(from);
}

/// Three words at least: what a person reads, and no key.
bool isSpoken(const QString& literal)
{
    static const QRegularExpression words(QStringLiteral("[A-Za-z,;:)] [a-z]+ [a-z]"));
    return literal.contains(words);
}

/// Of a reason and what is below it, those that are phrases or sentences; names and figures are as they are.
std::vector<std::string> argumentsOf(const core::preview::Reason& reason)
{
    std::vector<std::string> found;
    for (const std::string& arg : reason.args)
        if (isSpoken(QString::fromStdString(arg))) found.push_back(arg);
    for (const core::preview::Reason& part : reason.parts)
        for (std::string& arg : argumentsOf(part)) found.push_back(std::move(arg));
    return found;
}

} // namespace

class EngineTexts final : public QObject {
    Q_OBJECT
private slots:
    void fitsNamedPlaces_data();
    void fitsNamedPlaces();
    void keepsWhatItDoesNotKnow();
    void passesOverAFormThatWouldLeaveEnglish();
    void aLimitBesideAStockIsNoCell();
    void translationsKeepTheirPlaces();
    void noFormHidesAnother();
    void theWindowNamesNoFlagOfTheCommand();
    void everySentenceHasAForm_data();
    void everySentenceHasAForm();
    void whatClustersAndPlansSayIsTranslated_data();
    void whatClustersAndPlansSayIsTranslated();
    void everyLineOfAnEffectIsTranslated();
    void everyReasonInANoteIsTranslated();
    void whatIsSaidIsTranslated_data();
    void whatIsSaidIsTranslated();
};

void EngineTexts::fitsNamedPlaces_data()
{
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("translated");
    QTest::newRow("a whole sentence") << "The name is missing." << QStringLiteral("缺少名称。");
    QTest::newRow("a name in quotes") << "The cluster \"c a\" is named twice."
                                      << QStringLiteral("集群 \"c a\" 写了两次。");
    QTest::newRow("two sentences") << "The name is missing. Add metadata.name."
                                   << QStringLiteral("缺少名称。请加上 metadata.name。");
    QTest::newRow("a phrase in a place") << "ask for 3 replicas" << QStringLiteral("只要 3 个副本");
    QTest::newRow("a list in a place")
        << "The scheduler gives clusters more replicas than will get a node: c-a by 1, c-b by 2. It asks each cluster "
           "alone and does not see what they share."
        << QStringLiteral("调度器分给集群的副本多于能得到节点的：c-a 差 1、c-b 差 2。它分别询问每个集群，看不到它们共用"
                          "什么。");
    QTest::newRow("a place that holds a place")
        << "divide as {name} 1, pinned as static weights" << QStringLiteral("按 {name} 1 划分，固定为静态权重");
    QTest::newRow("two earlier workloads, on what they leave")
        << "What deepseek-r1, embed, placed before, takes of the clusters is not sure; if it takes other nodes, 2 of 4 "
           "replicas get one here for certain, not 3."
        << QStringLiteral(
               "先放置的 deepseek-r1, embed 占用集群的哪些资源并不确定；如果它占用别的节点，这里 4 个副本中确定能"
               "得到节点的是 2 个，而不是 3 个。");
    QTest::newRow("two earlier workloads, on a shared cluster")
        << "What a, b, placed before, takes of the clusters is not sure, and it shares c-1 with it."
        << QStringLiteral("先放置的 a, b 占用集群的哪些资源并不确定，而它与其共用 c-1。");
    QTest::newRow("two earlier workloads, on an update")
        << "What a, b, placed before, takes of the clusters is not sure; if it takes all that it may, the update here "
           "cannot finish."
        << QStringLiteral(
               "先放置的 a, b 占用集群的哪些资源并不确定；如果它占用了它可能占用的一切，这里的更新无法完成。");
    QTest::newRow("two earlier workloads, on what is bought")
        << "What a, b, placed before, takes of the clusters is not sure; if it takes other nodes, what is bought here "
           "may "
           "be another number, or cost more or less."
        << QStringLiteral(
               "先放置的 a, b 占用集群的哪些资源并不确定；如果它占用别的节点，这里购买的数量可能不同，费用也可能更高"
               "或更低。");
    QTest::newRow("an update that stops") << "default/a: 4 of 4 replicas get a node, the update cannot finish"
                                          << QStringLiteral("default/a：4 个副本中有 4 个得到节点，更新无法完成");
    QTest::newRow("an update that may stop, and nodes")
        << "default/a: 4 of 4 replicas get a node, the update may not finish, price unknown"
        << QStringLiteral("default/a：4 个副本中有 4 个得到节点，更新可能无法完成，价格未知");
    QTest::newRow("a figure with its unit") << "raise the maximum of pool gpu-a10 in c-hz-01 from 2 to 4"
                                            << QStringLiteral("把 c-hz-01 中节点池 gpu-a10 的上限从 2 提高到 4");
}

void EngineTexts::fitsNamedPlaces()
{
    QFETCH(QString, english);
    QFETCH(QString, translated);
    const ui::EngineTexts texts = chinese();
    QCOMPARE(texts.translated(english), translated);
    QVERIFY(texts.knows(english));
}

void EngineTexts::keepsWhatItDoesNotKnow()
{
    const ui::EngineTexts texts(ts(QStringLiteral("The pool {name} is full."), QStringLiteral("{name} 满。")));
    QCOMPARE(texts.translated(QStringLiteral("Nobody ever wrote this.")), QStringLiteral("Nobody ever wrote this."));
    QVERIFY(!texts.knows(QStringLiteral("Nobody ever wrote this.")));
    const QString half = QStringLiteral("The pool a is full. Nobody ever wrote this.");
    QCOMPARE(texts.translated(half), QStringLiteral("a 满。 Nobody ever wrote this."));
    QVERIFY(!texts.knows(half));
    QVERIFY(!texts.knows(QStringLiteral("The pool a b is full."))); // a name is one word
    QVERIFY(ui::EngineTexts().empty());
    QCOMPARE(ui::EngineTexts().translated(half), half);
}

/// A form that is generic fits much; what it would take for a name, a figure or a phrase may be the rest of the sentence.
void EngineTexts::passesOverAFormThatWouldLeaveEnglish()
{
    const QString entry = QStringLiteral("<message><source>%1</source><translation>%2</translation></message>");
    const QString forms =
        entry.arg(QStringLiteral("grow {pool} from {number} to {number2}"),
                  QStringLiteral("把 {pool} 从 {number} 加到 {number2}")) +
        entry.arg(QStringLiteral("{first}; or {second}"), QStringLiteral("{first}；或{second}")) +
        entry.arg(QStringLiteral("free a node"), QStringLiteral("腾出节点")) +
        entry.arg(QStringLiteral("short of {what} (has {has})"), QStringLiteral("缺 {what}（有 {has}）"));
    const ui::EngineTexts texts(QStringLiteral("<TS><context>%1</context></TS>").arg(forms).toUtf8());
    QCOMPARE(texts.translated(QStringLiteral("free a node; or grow p from 1 to 2")),
             QStringLiteral("腾出节点；或把 p 从 1 加到 2"));
    QCOMPARE(texts.translated(QStringLiteral("short of cpu (has 1) and short of gpu (has 0)")),
             QStringLiteral("缺 cpu（有 1）、缺 gpu（有 0）"));
    // Nothing else fits: half of it is shown, and it is not said to be known.
    const QString half = QStringLiteral("free a node; or do what nobody wrote");
    QCOMPARE(texts.translated(half), QStringLiteral("腾出节点；或do what nobody wrote"));
    QVERIFY(!texts.knows(half));
    QVERIFY(texts.knows(QStringLiteral("grow gpu-a10 from 1 to 2")));
}

/// The "and" between two limits is not one between two cells.
void EngineTexts::aLimitBesideAStockIsNoCell()
{
    const ui::EngineTexts texts = chinese();
    const QString limits = QStringLiteral("stock of ecs.a in z-1 and maximum of pool gpu-a10");
    QVERIFY(texts.knows(limits));
    QVERIFY2(texts.translated(limits).endsWith(QStringLiteral("的库存、节点池 gpu-a10 的上限")),
             qPrintable(texts.translated(limits)));
    const QString cells = QStringLiteral("stock of ecs.a in z-1 and ecs.b in z-2");
    QVERIFY(texts.knows(cells));
    QCOMPARE(texts.translated(cells).count(QStringLiteral("的库存")), 1);
    QVERIFY2(texts.translated(cells).endsWith(QStringLiteral("的库存")), qPrintable(texts.translated(cells)));
}

void EngineTexts::translationsKeepTheirPlaces()
{
    static const QRegularExpression place(QStringLiteral("\\{[a-z]+[0-9]?\\}"));
    const auto places = [](const QString& text) {
        QStringList found;
        for (auto it = place.globalMatch(text); it.hasNext();) found << it.next().captured();
        found.sort();
        return found;
    };
    QXmlStreamReader xml(bytesOf(file));
    QString source;
    int count = 0;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement()) continue;
        if (xml.name() == QLatin1String("message")) source.clear();
        if (xml.name() == QLatin1String("source")) {
            QVERIFY2(source.isEmpty(), qPrintable(source)); // two in one message: other tools see the first alone
            source = xml.readElementText();
        }
        if (xml.name() != QLatin1String("translation")) continue;
        QVERIFY2(!xml.attributes().hasAttribute(QLatin1String("type")), qPrintable(source)); // "unfinished"
        const QString translation = xml.readElementText();
        QVERIFY2(!translation.trimmed().isEmpty(), qPrintable(source));
        QVERIFY2(places(source) == places(translation), qPrintable(source + QStringLiteral(" / ") + translation));
        ++count;
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(count > 500);
    QStringList all = sourcesOf(file);
    QCOMPARE(all.removeDuplicates(), 0); // of a form that stands twice one translation is never seen
}

void EngineTexts::everySentenceHasAForm_data()
{
    QTest::addColumn<QString>("path");
    const QString root = QString::fromStdString(test::source("core"));
    // Rooms that make what the window shows; of `estimate` and `schedule` the texts that a preview carries are looked at below.
    for (const char* room :
         {"text", "model", "snapshot", "preview", "preflight", "change", "settings", "live", "kube"}) {
        QDirIterator files(root + QLatin1Char('/') + QLatin1String(room), {QStringLiteral("*.cpp")}, QDir::Files);
        while (files.hasNext()) {
            const QString path = files.next();
            QTest::newRow(qPrintable(path.mid(root.size() + 1))) << path;
        }
    }
    // Faults that are made between the engine and the window are worded as the engine's.
    for (const char* name : {"plan_clusters.cpp", "plan_work.cpp"})
        QTest::newRow(name) << QString::fromStdString(test::source(std::string("ui/session/") + name).string());
}

void EngineTexts::everySentenceHasAForm()
{
    QFETCH(QString, path);
    static const QStringList forms = sourcesOf(file) + sourcesOf("translations/berth_zh_CN.ts");
    // Not shown: parts of a YAML library's messages that are looked for, columns and kinds of `berthctl snapshot`, what
    // is wrong inside a damaged snapshot file (for who writes one), what a server or kubectl's own words are known by, a
    // salt.
    static const QStringList others{
        QStringLiteral("text/sentences.cpp"),       QStringLiteral("text/yaml_reader.cpp"),
        QStringLiteral("snapshot/binary.cpp"),      QStringLiteral("snapshot/sections.cpp"),
        QStringLiteral("snapshot/describe.cpp"),    QStringLiteral("snapshot/diff.cpp"),
        QStringLiteral("change/remake.cpp"),        QStringLiteral("change/secret_values.cpp"),
        QStringLiteral("change/take_out.cpp"),      QStringLiteral("kube/client_error.cpp"),
        QStringLiteral("kube/client_transfer.cpp"), QStringLiteral("snapshot/other_text.cpp"),
        QStringLiteral("change/handlers.cpp")};
    QStringList missing;
    for (const QString& literal : literalsOf(path)) {
        if (!isSpoken(literal) || literal.startsWith(QLatin1String("---"))) continue; // a comment in a manifest
        const bool shown =
            literal.contains(QLatin1Char('.')) ||
            std::none_of(others.begin(), others.end(), [&](const QString& o) { return path.endsWith(o); });
        if (!shown) continue;
        static const QRegularExpression edges(QStringLiteral("^[\\s\"]+|[\\s\"]+$")); // of a name in quotes beside it
        const QString part = QString(literal).remove(edges);
        const bool found = std::any_of(forms.begin(), forms.end(),
                                       [&](const QString& form) { return form.contains(part, Qt::CaseInsensitive); });
        if (!found) missing << literal;
    }
    QVERIFY2(missing.isEmpty(), qPrintable(QStringLiteral("no form in %1 holds:\n").arg(QLatin1String(file)) +
                                           missing.join(QLatin1Char('\n'))));
}

/// Each form with a value in every place comes out as its own translation: no other one takes it away.
void EngineTexts::noFormHidesAnother()
{
    static const QRegularExpression place(QStringLiteral("\\{[a-z]+[0-9]?\\}"));
    const ui::EngineTexts texts = chinese();
    QStringList hidden;
    QXmlStreamReader xml(bytesOf(file));
    QString source;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement()) continue;
        if (xml.name() == QLatin1String("source")) source = xml.readElementText();
        if (xml.name() != QLatin1String("translation")) continue;
        const QString translation = xml.readElementText();
        if (!source.contains(place)) continue; // fitted by nothing else
        const QString got = texts.translated(withValues(source));
        if (got != withValues(translation)) hidden << source + QStringLiteral(" / ") + got;
    }
    QVERIFY2(hidden.isEmpty(), qPrintable(hidden.join(QLatin1Char('\n'))));
}

/// What the engine advises the command's user to say is in the window something to do there.
void EngineTexts::theWindowNamesNoFlagOfTheCommand()
{
    // Of kubectl; and whole commands, which a person may copy.
    static const QRegularExpression others(QStringLiteral("--cascade|--force-conflicts|`(berthctl|kubectl) [^`]*`"));
    static const QRegularExpression flag(QStringLiteral("--[a-z]|`history "));
    const ui::EngineTexts texts = chinese();
    int found = 0;
    QStringList left;
    for (const QString& form : sourcesOf(file)) {
        if (!form.contains(flag)) continue;
        ++found;
        const QString said = ui::engineText(withValues(form).toStdString());
        if (QString(said).remove(others).contains(flag)) left << said;
        if (!texts.knows(said) || texts.translated(said).remove(others).contains(flag))
            left << said + QStringLiteral(" / ") + texts.translated(said);
    }
    QVERIFY(found > 15);
    QVERIFY2(left.isEmpty(), qPrintable(left.join(QLatin1Char('\n'))));
    QCOMPARE(ui::engineText("There is no way to it. Name its kubeconfig with `--member hz.a=FILE`. Wait."),
             QStringLiteral("There is no way to it. Import its own kubeconfig under Connections, as a cluster of this "
                            "fleet. Wait."));
    QCOMPARE(ui::engineText("State them in fleet.yaml."),
             QStringLiteral("State them in the fleet.yaml of a snapshot."));
    const std::string command = "Run `berthctl get pools --extras fleet.yaml`.";
    QCOMPARE(ui::engineText(command), QString::fromStdString(command));
}

/// What rooms that reach clusters put together of several parts: as it comes, and in one piece.
void EngineTexts::whatClustersAndPlansSayIsTranslated_data()
{
    QTest::addColumn<QString>("english");
    for (
        const char* said :
        {"It was changed by \"kubectl\" using apps/v1 at 2026-11-29T12:00:00Z, after the plan was made: "
         ".spec.replicas.",
         "It was changed after the plan was made: .spec.replicas, .metadata.labels.a.",
         ".spec.replicas is owned by \"gitops-agent\" now.",
         "Flux keeps it as its repository says (label kustomize.toolkit.fluxcd.io/name) and will put this change "
         "back. "
         "Change the repository, or say --over-gitops.",
         "The order of .spec.template.spec.containers[name=\"c\"].env differs: text B, A; cluster A, B. This server "
         "keeps "
         "the order that there is, and adds behind it, whatever is applied. To get the text's order, write the object "
         "by `kubectl replace`, or delete it and apply it anew.",
         "The order of .spec.template.spec.initContainers changes: cluster i1, i2; then i2, i1.",
         "The order does not come back: .spec.template.spec.containers[name=\"c\"].env holds what it held, with what "
         "is "
         "added behind what is there.",
         "This server (Kubernetes before 1.21) refuses what it leaves of a probe or hook that goes or asks another "
         "way. "
         "Set it by itself first, and try again: `kubectl patch Deployment a -n default --type=json -p "
         "'[{\"op\":\"remove\",\"path\":\"/spec/template/spec/containers/0/readinessProbe\"}]'`.",
         "This server would refuse the text once its fields are Berth's, for what it leaves of a probe or hook.",
         "Karmada keeps it as the fleet's object is (label karmada.io/managed) and will put this change back. Change "
         "the fleet's object, give this cluster an OverridePolicy, or suspend its policy (spec.suspension) first; or "
         "say --over-gitops.",
         "It is being deleted since 2026-11-29T12:00:00Z and waits for its finalizers: kubernetes.io/pvc-protection.",
         "The plan is damaged: a text is wanted here.", "The settings cannot be read: you may not read it.",
         "Whether pods, jobs.batch and 21 more go along is not known: needs `list` of them. Add this rule to a role: "
         "- {apiGroups: [\"\", \"batch\"]}",
         "Unknown: needs `list nodes`. Add this rule to a ClusterRole: - {apiGroups: [\"\"], resources: [\"nodes\"]}",
         "The fleet does not let this user through: needs `get clusters/proxy of m2`. Name the cluster's own "
         "kubeconfig "
         "with `--member m2=FILE`, or add this rule to a role of the fleet: - {apiGroups: [\"cluster.karmada.io\"]}",
         "Missing: list nodes, watch nodes. What they give stays unknown; `berthctl doctor --role member` prints the "
         "role "
         "that holds all of them.",
         "The context \"a\" names the user \"u\", which is not there: requests are anonymous.",
         "`token` and `token-data` are both given for the user \"u\".",
         "The file of `client-key` of the user \"u\" cannot be read: it is a folder.",
         "The certificate authority of the cluster \"c\" holds no certificate.",
         "The exec program ended with code 3. It said: no token",
         // Remedies of several parts.
         "Set maxSurge: 0 and maxUnavailable: 1, which does without one replica meanwhile; or raise the maximum of "
         "pool "
         "gpu from 2 to 3 and wait for stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h (now 1).",
         "Raise the maximum of pool gpu from 2 to 3 and free addresses in the vSwitches of pool gpu in z and ask for "
         "more of quota q.",
         "Wait for stock of t in z (now 0–3) and ask for more of quota q.",
         "Ask for more of quota q and wait for stock of t in z (now none).",
         "State a limits.cpu, or change the quota and raise the maximum of pool gpu from 2 to 3.",
         "Set maxSurge: 0 and maxUnavailable: 1, which does without one replica meanwhile; or raise quota q of the "
         "namespace, so that it admits 1 replica more and wait for stock of t in z (now 1).",
         "c1: the pod does not fit an empty ecs.a of pool p1: Insufficient cpu (asks 6, has about 7.91, of which "
         "daemon "
         "sets take 2) and Insufficient nvidia.com/gpu (asks 4, has about 1); change the pod, or add a pool whose "
         "nodes "
         "take it",
         "c1: the pod does not fit an empty ecs.a of pool p1: Insufficient nvidia.com/gpu (asks 1, has about 0); nodes "
         "in sharing mode share (label ack.node.gpu.schedule) give out no nvidia.com/gpu; change the pod, or add a "
         "pool "
         "whose nodes take it",
         "c1: none of its 3 nodes takes a further replica (1 node(s) were unschedulable, 1 Insufficient nvidia.com/gpu "
         "and 1 Insufficient cpu (asks 6, has at most 4), even when empty), and there is no elastic pool; add a node "
         "or "
         "a pool there",
         "c1: its 2 nodes have room for 1 replica in all (the anti-affinity of pod default/guard keeps the pod off 1 "
         "node), and there is no elastic pool; move or change that pod, or add a node or a pool there",
         "c1: the anti-affinity of pods default/a and default/b keeps the pod off 2 nodes; move or change that pod",
         "c1: its 2 nodes have room for 1 replica in all (nodeName of the pod template asks for n1 alone), and there "
         "is "
         "no elastic pool; take nodeName out of the pod template, or make room on that node",
         "no node, running or new, takes the pod while claim default/m has no volume",
         "c1: raise count/deployments.apps of quota q of the namespace, which leaves room for 0 replicas",
         "c1: namespace default is being deleted; make it anew once it is gone (`kubectl get namespace default` says "
         "what it waits for), or name another",
         "c1: Pod Security of the namespace (enforce baseline) turns away pods that ask for hostPID, hostPath; take "
         "that "
         "out of the pod template, or label the namespace pod-security.kubernetes.io/enforce=privileged",
         "Scaled to the maximum, the scheduler refuses 6 replicas and leaves it at 2. The most that fits is 4 "
         "replicas.",
         "Insufficient aliyun.com/gpu-core.percentage (asks 60, has about 0) and Insufficient aliyun.com/gpu-mem (asks "
         "12, has about 0)",
         "wanted by env HF_TOKEN of container c", "wanted by envFrom of container c", "wanted by volume v",
         "InterPodAffinity: node(s) didn't match pod anti-affinity rules", "quota q of gn7i in cn-hangzhou",
         "quota q of gn7i in cn-hangzhou, which c1 uses, too",
         "stock of spot ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h is not known"})
        QTest::newRow(said) << QString::fromUtf8(said);
}

void EngineTexts::whatClustersAndPlansSayIsTranslated()
{
    QFETCH(QString, english);
    const ui::EngineTexts texts = chinese();
    QVERIFY2(texts.knows(english), qPrintable(texts.translated(english)));
    QString translated = texts.translated(english);
    // What a program said, and rights as roles name them.
    static const QRegularExpression kept(QStringLiteral("no token|list nodes|watch nodes"));
    translated.remove(kept);
    QVERIFY2(englishLeft(translated).isEmpty(), qPrintable(translated));
}

/// Every form that a line of a plan's effects can take: places, counts, nodes, prices.
void EngineTexts::everyLineOfAnEffectIsTranslated()
{
    using core::Range;
    const ui::EngineTexts texts = chinese();
    static const QRegularExpression left(QStringLiteral(
        "\\b(nodes?|replicas?|pool|price|unknown|at least|gets?|of|or|in|another|type|which|no|are|asked|for)\\b"));
    const std::vector<Range> ranges{Range::exactly(0), Range::exactly(1), Range::exactly(3), {1, 3}, {2, std::nullopt}};
    std::vector<std::vector<core::model::BoughtNodes>> bought{{}};
    for (const Range& count : {Range::exactly(1), Range::exactly(2), Range{1, 3}, Range{2, std::nullopt}})
        for (const char* type : {"", "ecs.gn7i-c8g1.2xlarge"})
            for (const char* pool : {"", "gpu-a10", "gpu-a10 or gpu-b", "a or b or c or d"})
                for (const bool isChoice : {false, true}) bought.push_back({{type, pool, isChoice, count}});
    bought.push_back({{"ecs.a", "p", false, {2, 2}}, {"ecs.b", "p or q", true, {1, 3}}, {"ecs.c", "", false, {1, 1}}});
    const core::MoneyPerHour one{12'500'000, "CNY"};
    const core::MoneyPerHour plain{12'500'000, ""};
    const std::vector<std::optional<core::model::CostRange>> costs{
        std::nullopt,
        core::model::CostRange{one, one},
        core::model::CostRange{one, core::MoneyPerHour{19'070'000, "CNY"}},
        core::model::CostRange{one, std::nullopt},
        core::model::CostRange{plain, plain},
        core::model::CostRange{plain, std::nullopt}};
    QSet<QString> missing;
    int count = 0;
    for (const char* cluster : {"", "c-hz-01"})
        for (const Range& after : ranges)
            for (const Range& placed : ranges)
                for (const auto& nodes : bought)
                    for (const auto& cost : costs) {
                        core::model::Effect effect;
                        effect.workload = {"apps/v1", "Deployment", "default", "demo"};
                        effect.cluster = cluster;
                        if (count % 2 == 0) effect.before = 2; // else it may not be read
                        effect.after = after;
                        effect.placed = placed;
                        effect.nodes = nodes;
                        effect.cost = cost;
                        const QString line = QString::fromStdString(core::preview::linesOf(effect).front());
                        QString said = texts.translated(line);
                        said.remove(QStringLiteral("default/demo"));
                        if (!texts.knows(line) || said.contains(left)) missing << line + QStringLiteral(" / ") + said;
                        ++count;
                    }
    QVERIFY(count > 10'000);
    QVERIFY2(missing.isEmpty(), qPrintable(QStringList(missing.values().mid(0, 20)).join(QLatin1Char('\n'))));
}

/// What holds replicas back stands among the notes of an effect as text, behind the name of its cluster.
void EngineTexts::everyReasonInANoteIsTranslated()
{
    QHash<QString, QString> known;
    QXmlStreamReader xml(bytesOf("translations/berth_zh_CN.ts"));
    QString context;
    QString source;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement()) continue;
        if (xml.name() == QLatin1String("name")) context = xml.readElementText();
        if (xml.name() == QLatin1String("source")) source = xml.readElementText();
        if (xml.name() == QLatin1String("translation") && context == QLatin1String("core::preview"))
            known.insert(source, xml.readElementText());
    }
    const ui::EngineTexts without = chinese();
    ui::EngineTexts texts = chinese();
    texts.addReasons([&](const std::string& english) { return known.value(QString::fromStdString(english)); });
    static const QRegularExpression han(QStringLiteral("[\\x{4e00}-\\x{9fff}]"));
    static const QRegularExpression word(QStringLiteral("[a-z]"));
    QStringList missing;
    for (int id = 0; id <= static_cast<int>(core::preview::ReasonId::ReplicaMoves); ++id) {
        core::preview::Reason reason;
        reason.id = static_cast<core::preview::ReasonId>(id);
        for (int i = 1; i <= 9; ++i) reason.args.push_back("x" + std::to_string(i));
        const QString text = QString::fromStdString(core::preview::toText(reason));
        if (!QString::fromUtf8(core::preview::sentence(reason.id)).contains(word)) continue; // places alone
        for (const QString& note : {text, QStringLiteral("c-hz-01: ") + text})
            if (!texts.knows(note) || !texts.translated(note).contains(han)) missing << note;
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
    const QString gates =
        QStringLiteral("c-hz-01: The pods' scheduling gates (a.b/c) keep them Pending until whoever set "
                       "these removes them.");
    const QString refused = QStringLiteral("The scheduler leaves the workload unscheduled: failed to assign replicas: "
                                           "Clusters available replicas 0 are not enough to schedule.");
    QVERIFY2(texts.knows(refused), qPrintable(texts.translated(refused)));
    QVERIFY(!without.knows(gates) && texts.translated(gates).startsWith(QStringLiteral("c-hz-01：")));
}

void EngineTexts::whatIsSaidIsTranslated_data()
{
    QTest::addColumn<QString>("manifest");
    const QString root = QString::fromStdString(test::source("tests/fixtures"));
    for (const char* folder : {"/bad", "/manifests", "/seed"}) {
        QDirIterator files(root + QLatin1String(folder), {QStringLiteral("*.yaml")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            QTest::newRow(qPrintable(path.mid(root.size() + 1))) << path;
        }
    }
}

/// Every manifest of the fixtures on every fleet of them, with what the window shows of the answer.
void EngineTexts::whatIsSaidIsTranslated()
{
    QFETCH(QString, manifest);
    static const ui::EngineTexts texts = chinese();
    static std::vector<core::snapshot::FleetPtr> fleets;
    if (fleets.empty()) {
        const QDir folder(QString::fromStdString(test::source("tests/fixtures/fleets")));
        for (const QFileInfo& one : folder.entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            const auto opened = core::snapshot::open(one.filePath().toStdString());
            if (opened) fleets.push_back(opened->fleet);
        }
        QVERIFY(!fleets.empty());
    }
    QStringList missing;
    const auto known = [&missing](const std::string& said) {
        const QString text = QString::fromStdString(said);
        // A remedy is a phrase; what to do about a finding begins with a capital letter.
        const QString asPhrase = text.left(1).toLower() + text.mid(1);
        if (said.empty()) return;
        const QString translated = texts.knows(text) ? texts.translated(text) : texts.translated(asPhrase);
        if (!texts.knows(text) && !texts.knows(asPhrase)) missing << text;
        if (!englishLeft(translated).isEmpty()) missing << text + QStringLiteral(" / ") + translated;
    };
    const QString text = QString::fromStdString(test::read(manifest.toStdString()));
    for (const core::snapshot::FleetPtr& fleet : fleets) {
        ui::SourceCache cache;
        const ui::Answer answer =
            ui::answerTo({{{QStringLiteral("1"), QStringLiteral("a.yaml"), text}}, {}, {}}, fleet, cache);
        QStringList reasons; // their sentences are in the window's own translation
        for (const core::preview::Preview& preview : answer.previews) {
            reasons << ui::reasonText(preview.why);
            for (const auto& hold : preview.holds) reasons << ui::reasonText(hold.reason);
        }
        for (const ui::Problem& problem : answer.problems) {
            if (!reasons.contains(problem.mark.what)) known(problem.mark.what.toStdString());
            known(problem.mark.fix.toStdString());
        }
        for (const core::preview::Preview& preview : answer.previews) {
            for (const auto& remedy : preview.remedies) known(remedy.text);
            for (const auto& cluster : preview.clusters) {
                known(cluster.capacities.bindingText);
                known(cluster.excludedReason);
                for (const std::string& arg : argumentsOf(cluster.why)) known(arg);
            }
            for (const std::string& arg : argumentsOf(preview.why)) known(arg);
            for (const auto& step : preview.rollout) {
                known(step.stuck);
                known(step.remedy);
            }
        }
        for (const core::snapshot::Gap& gap : fleet->gaps) {
            known(gap.what);
            known(gap.unknown);
            known(gap.remedy);
        }
    }
    missing.removeDuplicates();
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
}

BERTH_TEST(EngineTexts)

} // namespace tst_engine_texts

#include "tst_engine_texts.moc"
