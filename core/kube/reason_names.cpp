#include "core/kube/kubeconfig.h"

namespace core::kube {

std::string_view name(Reason reason)
{
    switch (reason) {
    case Reason::AuthProviderConfig: return "auth_provider_config";
    case Reason::AuthProviderUnknown: return "auth_provider_unknown";
    case Reason::BadCaPem: return "bad_ca_pem";
    case Reason::BadCertPem: return "bad_cert_pem";
    case Reason::BadKeyPem: return "bad_key_pem";
    case Reason::BadNamespace: return "bad_namespace";
    case Reason::BadProxyUrl: return "bad_proxy_url";
    case Reason::BadServerUrl: return "bad_server_url";
    case Reason::Base64: return "base64";
    case Reason::CaFileAndData: return "ca_file_and_data";
    case Reason::CaUnreadable: return "ca_unreadable";
    case Reason::CertFileAndData: return "cert_file_and_data";
    case Reason::CertKeyMismatch: return "cert_key_mismatch";
    case Reason::CertUnreadable: return "cert_unreadable";
    case Reason::CertWithoutKey: return "cert_without_key";
    case Reason::ClusterNotFound: return "cluster_not_found";
    case Reason::ContextNoCluster: return "context_no_cluster";
    case Reason::ContextNoUser: return "context_no_user";
    case Reason::ContextNotFound: return "context_not_found";
    case Reason::DuplicateKey: return "duplicate_key";
    case Reason::DuplicateName: return "duplicate_name";
    case Reason::EmptyConfig: return "empty_config";
    case Reason::EmptyContextName: return "empty_context_name";
    case Reason::EmptyTokenFile: return "empty_token_file";
    case Reason::ExecAndAuthProvider: return "exec_and_auth_provider";
    case Reason::ExecBadApiVersion: return "exec_bad_api_version";
    case Reason::ExecBadInteractiveMode: return "exec_bad_interactive_mode";
    case Reason::ExecEnvNoName: return "exec_env_no_name";
    case Reason::ExecNoApiVersion: return "exec_no_api_version";
    case Reason::ExecNoCommand: return "exec_no_command";
    case Reason::ExecNoInteractiveMode: return "exec_no_interactive_mode";
    case Reason::FileMissing: return "file_missing";
    case Reason::FileTooLarge: return "file_too_large";
    case Reason::FileUnreadable: return "file_unreadable";
    case Reason::ImpersonationWithoutUser: return "impersonation_without_user";
    case Reason::InsecureWithCa: return "insecure_with_ca";
    case Reason::IsDirectory: return "is_directory";
    case Reason::KeyFileAndData: return "key_file_and_data";
    case Reason::KeyUnreadable: return "key_unreadable";
    case Reason::MultipleAuthMethods: return "multiple_auth_methods";
    case Reason::NoContext: return "no_context";
    case Reason::NoServer: return "no_server";
    case Reason::TooDeep: return "too_deep";
    case Reason::TypeMismatch: return "type_mismatch";
    case Reason::UnknownKindOrVersion: return "unknown_kind_or_version";
    case Reason::UnsupportedValue: return "unsupported_value";
    case Reason::UserNotFound: return "user_not_found";
    case Reason::YamlEncoding: return "yaml_encoding";
    case Reason::YamlExcessiveAliasing: return "yaml_excessive_aliasing";
    case Reason::YamlSyntax: return "yaml_syntax";
    case Reason::CertificateEnds: return "certificate_ends";
    case Reason::CredentialsDropped: return "credentials_dropped";
    case Reason::CrossedMerge: return "crossed_merge";
    case Reason::DocumentIgnored: return "document_ignored";
    case Reason::ExecRisky: return "exec_risky";
    case Reason::ExecNotUsed: return "exec_not_used";
    case Reason::HeaderNotSendable: return "header_not_sendable";
    case Reason::MetadataAddress: return "metadata_address";
    case Reason::NotVerified: return "not_verified";
    }
    return {};
}

} // namespace core::kube
