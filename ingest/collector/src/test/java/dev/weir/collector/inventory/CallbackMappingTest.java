package dev.weir.collector.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.v1.ApiCallback;
import dev.weir.v1.ServiceReference;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CallbackMappingTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void webhooksNameTheirServicesEachOnce() {
        InventoryRead read = Reading.read(folder, """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: guard}
                webhooks:
                - name: a.example.com
                  clientConfig: {caBundle: c2VjcmV0, service: {namespace: policy, name: guard, port: 8443, path: /a}}
                - name: b.example.com
                  clientConfig: {service: {namespace: policy, name: guard, port: 8443, path: /b}}
                - name: c.example.com
                  clientConfig: {service: {namespace: policy, name: audit}}
                - name: d.example.com
                  clientConfig: {url: "https://example.com/"}
                """);

        assertThat(read.problems()).isEmpty();
        assertThat(callback(read, "ValidatingWebhookConfiguration", "guard").getServicesList())
                .containsExactly(service("policy", "audit", 443), service("policy", "guard", 8443));
    }

    @Test
    void anAggregatedApiAndAConversionNameOne() {
        InventoryRead read = Reading.read(folder, """
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: {name: v1beta1.metrics.k8s.io}
                spec: {group: metrics.k8s.io, service: {namespace: kube-system, name: metrics-server, port: 443}}
                ---
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: {name: v1.apps}
                spec: {group: apps, version: v1}
                ---
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: certificates.cert-manager.io}
                spec:
                  group: cert-manager.io
                  conversion:
                    strategy: Webhook
                    webhook: {clientConfig: {service: {namespace: cert-manager, name: webhook}}}
                """);

        assertThat(read.problems()).isEmpty();
        assertThat(callback(read, "APIService", "v1beta1.metrics.k8s.io").getServicesList())
                .containsExactly(service("kube-system", "metrics-server", 443));
        assertThat(callback(read, "APIService", "v1.apps").getServicesList()).isEmpty();
        assertThat(callback(read, "CustomResourceDefinition", "certificates.cert-manager.io")
                        .getServicesList())
                .containsExactly(service("cert-manager", "webhook", 443));
    }

    @Test
    void whatIsNoServiceIsLeftOutAndSaidSo() {
        InventoryRead read = Reading.read(folder, """
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingWebhookConfiguration
                metadata: {name: odd}
                webhooks:
                - {name: a, clientConfig: {service: {namespace: policy, name: 7}}}
                - {name: b, clientConfig: {service: {namespace: policy, name: guard, port: 70000}}}
                """);

        assertThat(callback(read, "MutatingWebhookConfiguration", "odd").getServicesList())
                .isEmpty();
        assertThat(read.problems())
                .anyMatch(problem -> problem.toString().contains("webhooks[0].clientConfig.service"))
                .anyMatch(problem -> problem.toString().contains("webhooks[1].clientConfig.service.port"));
    }

    private static ApiCallback callback(InventoryRead read, String kind, String name) {
        return Reading.event(read, kind, name).getApiCallback();
    }

    private static ServiceReference service(String namespace, String name, int port) {
        return ServiceReference.newBuilder()
                .setNamespace(namespace)
                .setName(name)
                .setPort(port)
                .build();
    }
}
