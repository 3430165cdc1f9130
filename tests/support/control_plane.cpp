#include "tests/support/control_plane.h"

#include <QFile>
#include <QProcessEnvironment>

#include <arpa/inet.h>
#include <csignal>
#include <random>
#include <set>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <nlohmann/json.hpp>

#include "core/kube/pem.h"

namespace test {
namespace {

using Json = nlohmann::json;

constexpr const char* AdminToken = "canary-7f3a-administrator";
constexpr std::chrono::seconds ReadyWithin{90}; // some 8 on an idle machine
constexpr int LogEnd = 4'000;                   // bytes of each log that are printed

QString text(const std::string& bytes)
{
    return QString::fromStdString(bytes);
}

/// Where the programs are: the installer's script knows, and nobody else.
const std::string& programs()
{
    static const std::string folder = [] {
        QProcess script;
        script.start(text((source("installer") / "kubernetes.sh").string()), {QStringLiteral("--prefix")});
        script.waitForFinished();
        return QString::fromUtf8(script.readAllStandardOutput()).trimmed().toStdString();
    }();
    return folder;
}

/// Below those that the system gives to connections, so that none takes it before, or between two starts of, the server that it is for.
int freePort()
{
    static std::set<int> given;
    std::random_device random;
    for (;;) {
        const int port = std::uniform_int_distribution<int>(18'000, 32'000)(random);
        if (!given.insert(port).second) continue;
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        // The interface of sockets wants the general type.
        const bool isFree = bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        close(socket);
        if (isFree) return port;
    }
}

/// An RSA key: what service accounts' tokens are signed with.
std::string signingKey()
{
    EVP_PKEY* key = EVP_RSA_gen(2048);
    BIO* out = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
    char* bytes = nullptr;
    const auto size = BIO_get_mem_data(out, &bytes);
    std::string pem(bytes, static_cast<std::size_t>(size));
    BIO_free(out);
    EVP_PKEY_free(key);
    return pem;
}

/// Ends with the test's program, however that ends.
void tie(QProcess& process)
{
    const pid_t parent = getpid();
    process.setChildProcessModifier([parent] {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) _exit(1);
    });
}

void end(QProcess& process)
{
    if (process.state() == QProcess::NotRunning) return;
    process.kill(); // nothing of theirs is kept
    process.waitForFinished();
}

/// The address of an object's status, and of the collection that it is created in.
QString pathOf(const Json& object, const QString& resource)
{
    const std::string version = object.at("apiVersion");
    const Json& metadata = object.at("metadata");
    QString path =
        (version.find('/') == std::string::npos ? QStringLiteral("/api/") : QStringLiteral("/apis/")) + text(version);
    if (metadata.contains("namespace")) path += QStringLiteral("/namespaces/") + text(metadata["namespace"]);
    return path + QLatin1Char('/') + resource + QLatin1Char('/') + text(metadata.at("name"));
}

} // namespace

std::string whyNoKubernetes()
{
    for (const char* program : {"etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl"})
        if (access((programs() + "/" + program).c_str(), X_OK) != 0)
            return "There is no " + std::string(program) + " in '" + programs() +
                   "'; installer/kubernetes.sh builds it, once, on Debian 12.";
    return {};
}

bool requiresKubernetes()
{
    return qEnvironmentVariableIntValue("BERTH_REQUIRE_APISERVER") == 1;
}

// --- One control plane ----------------------------------------------------------------------------------------------

ControlPlane::ControlPlane(ControlPlaneOptions options, const Kubernetes& of)
    : m_options(std::move(options))
    , m_of(of)
    , m_port(freePort())
{}

std::string ControlPlane::url() const
{
    return "https://127.0.0.1:" + std::to_string(m_port);
}

QString ControlPlane::kubeconfig() const
{
    return m_of.path(name() + ".kubeconfig");
}

std::string ControlPlane::kubeconfigOf(const std::string& user) const
{
    return "apiVersion: v1\nkind: Config\ncurrent-context: " + name() + "\ncontexts:\n- name: " + name() +
           "\n  context: {cluster: c, user: u}\nclusters:\n- name: c\n  cluster:\n    server: " + url() +
           "\n    certificate-authority-data: " + core::kube::toBase64(m_of.m_authority.pem()) +
           "\nusers:\n- name: u\n  user: " + user + "\n";
}

std::string ControlPlane::kubeconfigByCertificate(const std::string& userName) const
{
    const Identity identity = m_of.m_authority.issue(userName, "", -3600, 365L * 24 * 3600);
    return kubeconfigOf("{client-certificate-data: " + core::kube::toBase64(identity.certificate) +
                        ", client-key-data: " + core::kube::toBase64(identity.key) + "}");
}

void ControlPlane::start(QProcess& process, const std::string& program, QStringList flags)
{
    const QString log = m_of.path(name() + "." + program + ".log");
    tie(process);
    process.setProcessEnvironment(QProcessEnvironment());
    process.setWorkingDirectory(text(m_of.m_folder.path().string()));
    process.setStandardOutputFile(log, QIODevice::Append);
    process.setStandardErrorFile(log, QIODevice::Append);
    process.start(text(programs() + "/" + program), flags);
}

void ControlPlane::startServer()
{
    const std::string prefix = m_options.sharesWith.empty() ? name() : m_options.sharesWith;
    QStringList flags{
        QStringLiteral("--etcd-servers=http://127.0.0.1:%1").arg(m_of.m_etcdPort),
        QStringLiteral("--etcd-prefix=/") + text(prefix),
        QStringLiteral("--secure-port=%1").arg(m_port),
        QStringLiteral("--bind-address=127.0.0.1"),
        // Else it looks for a route to the world, which a test's machine need not have.
        QStringLiteral("--advertise-address=127.0.0.1"),
        QStringLiteral("--endpoint-reconciler-type=none"),
        QStringLiteral("--tls-cert-file=") + m_of.path("server.crt"),
        QStringLiteral("--tls-private-key-file=") + m_of.path("server.key"),
        QStringLiteral("--client-ca-file=") + m_of.path("ca.crt"),
        QStringLiteral("--token-auth-file=") + m_of.path("tokens.csv"),
        QStringLiteral("--service-account-key-file=") + m_of.path("accounts.key"),
        QStringLiteral("--service-account-signing-key-file=") + m_of.path("accounts.key"),
        QStringLiteral("--service-account-issuer=https://kubernetes.default.svc"),
        QStringLiteral("--service-cluster-ip-range=10.96.0.0/16"),
        QStringLiteral("--authorization-mode=RBAC"),
    };
    // Pods ask for an account that only the controllers make.
    if (!m_options.controllers) flags += QStringLiteral("--disable-admission-plugins=ServiceAccount");
    for (const std::string& flag : m_options.serverFlags) flags += text(flag);
    start(m_server, "kube-apiserver", flags);
}

void ControlPlane::stopServer()
{
    end(m_server);
}

QString ControlPlane::waitUntilReady()
{
    bool over = false;
    const bool ready = comesTrue(
        [&] {
            over = m_server.waitForFinished(50);
            return over || kubectl({QStringLiteral("get"), QStringLiteral("--raw=/readyz")}).code == 0;
        },
        ReadyWithin);
    if (over) return text(name()) + QStringLiteral(": kube-apiserver has ended");
    return ready ? QString() : text(name()) + QStringLiteral(": kube-apiserver does not become ready");
}

void ControlPlane::startControllers()
{
    const QStringList common{QStringLiteral("--kubeconfig=") + kubeconfig(),
                             QStringLiteral("--leader-elect=false"),
                             QStringLiteral("--port=0"),
                             QStringLiteral("--bind-address=127.0.0.1"),
                             QStringLiteral("--tls-cert-file=") + m_of.path("server.crt"),
                             QStringLiteral("--tls-private-key-file=") + m_of.path("server.key")};
    if (m_options.controllers)
        start(m_controllers, "kube-controller-manager",
              common + QStringList{QStringLiteral("--secure-port=%1").arg(freePort()),
                                   QStringLiteral("--service-account-private-key-file=") + m_of.path("accounts.key"),
                                   QStringLiteral("--node-monitor-grace-period=24h"),
                                   QStringLiteral("--controllers=*,-nodeipam,-cloud-node-lifecycle,-route,-service")});
    if (m_options.scheduler)
        start(m_scheduler, "kube-scheduler", common + QStringList{QStringLiteral("--secure-port=%1").arg(freePort())});
}

Ran ControlPlane::kubectl(const QStringList& words, const QByteArray& input) const
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("HOME"), m_of.path("home")); // where it keeps what was discovered
    environment.insert(QStringLiteral("KUBECONFIG"), kubeconfig());
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(text(programs() + "/kubectl"), words);
    process.write(input);
    process.closeWriteChannel();
    Ran ran;
    if (process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit) ran.code = process.exitCode();
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    return ran;
}

QByteArray ControlPlane::must(const QStringList& words, const QByteArray& input) const
{
    const Ran ran = kubectl(words, input);
    if (ran.code == 0) return ran.out;
    m_of.printLogs();
    qFatal("kubectl %s\n%s", qPrintable(words.join(QLatin1Char(' '))), ran.err.constData());
}

void ControlPlane::until(const QStringList& words) const
{
    if (!comesTrue([&] { return kubectl(words).code == 0; })) must(words);
}

void ControlPlane::put(const QByteArray& object) const
{
    const Json wanted = Json::parse(object.toStdString());
    Json made = Json::parse(
        must({QStringLiteral("create"), QStringLiteral("-f-"), QStringLiteral("-ojson")}, object).toStdString());
    if (!wanted.contains("status")) return;
    const QString path = pathOf(made, resourceOf(made));
    const QStringList replace{QStringLiteral("replace"), QStringLiteral("--raw=") + path + QStringLiteral("/status"),
                              QStringLiteral("-f-")};
    const auto withStatus = [&] {
        made["status"] = wanted["status"];
        return QByteArray::fromStdString(made.dump());
    };
    for (int attempt = 0; attempt < 5; ++attempt) { // controllers write, too
        if (kubectl(replace, withStatus()).code == 0) return;
        made = Json::parse(must({QStringLiteral("get"), QStringLiteral("--raw=") + path}).toStdString());
    }
    must(replace, withStatus());
}

/// The plural of an object's kind.
QString ControlPlane::resourceOf(const nlohmann::json& object) const
{
    const std::string version = object.at("apiVersion");
    const std::string group = version.find('/') == std::string::npos ? "" : version.substr(0, version.find('/'));
    const QByteArray resources = must({QStringLiteral("api-resources"), QStringLiteral("--no-headers"),
                                       QStringLiteral("--api-group=") + text(group)});
    for (const QByteArray& line : resources.split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.back().toStdString() == object.at("kind")) return QString::fromUtf8(words.front());
    }
    qFatal("%s serves no %s", name().c_str(), object.dump().c_str());
}

// --- All of them ----------------------------------------------------------------------------------------------------

Kubernetes::Kubernetes(std::vector<ControlPlaneOptions> wanted)
    : m_authority("kubernetes")
{
    const Identity server = m_authority.issue("kube-apiserver", "IP:127.0.0.1,DNS:localhost");
    (void)m_folder.file("server.crt", server.certificate);
    (void)m_folder.file("server.key", server.key);
    (void)m_folder.file("ca.crt", m_authority.pem());
    (void)m_folder.file("accounts.key", signingKey());
    (void)m_folder.file("tokens.csv", std::string(AdminToken) + ",administrator,1,\"system:masters\"\n");
    for (ControlPlaneOptions& options : wanted)
        m_planes.push_back(std::unique_ptr<ControlPlane>(new ControlPlane(std::move(options), *this)));
    for (const auto& plane : m_planes)
        (void)m_folder.file(plane->name() + ".kubeconfig",
                            plane->kubeconfigOf("{token: " + std::string(AdminToken) + "}"));
    bringUp();
}

Kubernetes::~Kubernetes()
{
    for (const auto& plane : m_planes) {
        end(plane->m_scheduler);
        end(plane->m_controllers);
        end(plane->m_server);
    }
    end(m_etcd);
    std::error_code
        error; // the cluster's own store holds secrets, and the folder is looked through for those that Berth let out
    std::filesystem::remove_all(m_folder.path() / "etcd", error);
}

void Kubernetes::bringUp()
{
    m_etcdPort = freePort();
    const QString address = QStringLiteral("http://127.0.0.1:%1").arg(m_etcdPort);
    const QString peers = QStringLiteral("http://127.0.0.1:%1").arg(freePort());
    tie(m_etcd);
    m_etcd.setStandardOutputFile(path("etcd.log"));
    m_etcd.setStandardErrorFile(path("etcd.log"), QIODevice::Append);
    m_etcd.start(text(programs() + "/etcd"),
                 {QStringLiteral("--data-dir=") + path("etcd"), QStringLiteral("--listen-client-urls=") + address,
                  QStringLiteral("--advertise-client-urls=") + address, QStringLiteral("--listen-peer-urls=") + peers,
                  QStringLiteral("--unsafe-no-fsync"), QStringLiteral("--log-level=error")});
    for (const auto& plane : m_planes) plane->startServer();
    for (const auto& plane : m_planes) {
        m_problem = plane->waitUntilReady();
        if (!m_problem.isEmpty()) return printLogs();
        plane->startControllers();
        for (const std::string& file : plane->m_options.customResources) {
            plane->must(
                {QStringLiteral("create"), QStringLiteral("-f"), text((source("resources/crds") / file).string())});
            plane->until({QStringLiteral("wait"), QStringLiteral("--for=condition=Established"), QStringLiteral("crd"),
                          QStringLiteral("--all")});
        }
    }
}

ControlPlane& Kubernetes::operator[](const std::string& name) const
{
    for (const auto& plane : m_planes)
        if (plane->name() == name) return *plane;
    qFatal("no control plane %s", name.c_str());
}

QString Kubernetes::path(const std::string& name) const
{
    return text(m_folder.file(name).string());
}

QString Kubernetes::file(const std::string& name, const std::string& bytes) const
{
    return text(m_folder.file(name, bytes).string());
}

void Kubernetes::printLogs() const
{
    if (std::exchange(m_logsPrinted, true)) return;
    for (const auto& entry : std::filesystem::directory_iterator(m_folder.path())) {
        if (entry.path().extension() != ".log") continue;
        QFile file(text(entry.path().string()));
        if (!file.open(QIODevice::ReadOnly)) continue;
        QByteArray worth; // errors and what is fatal, as klog and capnslog mark them, and what is in no form
        for (const QByteArray& line : file.readAll().split('\n'))
            if (!line.startsWith("I1") && !line.startsWith("I0") && !line.startsWith("W1") && !line.startsWith("W0") &&
                !line.contains(" INFO: "))
                worth += line + '\n';
        if (!worth.trimmed().isEmpty())
            qInfo("--- %s\n%s", entry.path().filename().c_str(), worth.right(LogEnd).constData());
    }
}

} // namespace test
