/**
 * AWS's VPC flow logs: lines of the default format, or of a custom one under its header, as S3 has them, alone or in
 * CloudWatch's envelope.
 *
 * <p>A record is one direction of a flow at one network interface over one to ten minutes. ACCEPT and REJECT are the
 * security groups' and network ACLs', which are no Kubernetes policy. Without a header only the default format can be read:
 * a custom one says nowhere which number is which.
 *
 * <p>Source of every rule: "Flow log records" of Amazon's VPC user guide.
 */
@NullMarked
package dev.weir.formats.aws;

import org.jspecify.annotations.NullMarked;
