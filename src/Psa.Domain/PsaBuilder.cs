namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What <see cref="PsaServiceCollectionExtensions.AddPsa"/> returns: here stores and other choices hook in.</summary>
/// <param name="services">The container.</param>
public sealed class PsaBuilder(IServiceCollection services)
{
    /// <summary>Gets the container.</summary>
    public IServiceCollection Services { get; } = services;
}
