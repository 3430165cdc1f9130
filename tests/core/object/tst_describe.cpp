#include <QTest>

#include "core/object/describe.h"
#include "tests/support/test.h"

namespace tst_describe {

using namespace core;

class TestDescribe : public QObject {
    Q_OBJECT

private slots:
    void printsAsKubectlDoes()
    {
        const Json object = Json::parse(R"({"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy",
            "metadata": {"name": "pp", "namespace": "default", "uid": "u", "resourceVersion": "7", "managedFields": [{}],
                         "labels": {"a": "1", "b": "2"}},
            "spec": {"placement": {"clusterNames": ["m1", "m2"], "x.y": null}, "schedulerName": "s"}})");
        const Json event = Json::parse(R"({"type": "Normal", "reason": "Applied", "message": "it is\tthere",
            "lastTimestamp": "2026-11-29T11:55:00Z", "source": {"component": "karmada"}})");
        const Time now = Time(Seconds(1795953600)); // 2026-11-29T12:00:00Z
        const std::string text = object::described(object, "", {event}, now);
        QCOMPARE(QString::fromStdString(text), QString("Name:         pp\n"
                                                       "Namespace:    default\n"
                                                       "Labels:       a=1\n"
                                                       "              b=2\n"
                                                       "Annotations:  <none>\n"
                                                       "API Version:  policy.karmada.io/v1alpha1\n"
                                                       "Kind:         PropagationPolicy\n"
                                                       "Metadata:\n"
                                                       "  Resource Version:  7\n"
                                                       "  UID:               u\n"
                                                       "Spec:\n"
                                                       "  Placement:\n"
                                                       "    Cluster Names:\n"
                                                       "      m1\n"
                                                       "      m2\n"
                                                       "    x.y:           <nil>\n"
                                                       "  Scheduler Name:  s\n"
                                                       "Events:\n"
                                                       "  Type    Reason   Age   From     Message\n"
                                                       "  ----    ------   ----  ----     -------\n"
                                                       "  Normal  Applied  5m    karmada  it is\\tthere\n"));
    }
};

BERTH_TEST(TestDescribe)

} // namespace tst_describe

#include "tst_describe.moc"
