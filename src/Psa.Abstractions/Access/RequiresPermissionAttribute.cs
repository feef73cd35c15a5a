namespace Psa.Access;

/// <summary>
/// Says which permission a service method demands. A test calls every service method as every role and compares what happens with
/// <see cref="AccessTable.Default"/>; a public service method without this attribute fails it.
/// </summary>
/// <param name="permission">The permission.</param>
/// <remarks>The attribute documents and is tested; the method itself checks, by <see cref="Actor.Require(Permission, ReadOnlySpan{Guid})"/> or by the lifecycle.</remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
internal sealed class RequiresPermissionAttribute(Permission permission) : Attribute
{
    /// <summary>Gets the permission.</summary>
    public Permission Permission { get; } = permission;
}
